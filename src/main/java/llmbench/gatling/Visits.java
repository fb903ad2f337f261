// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import llmbench.recording.NanoClock;
import llmbench.traffic.Arrivals;
import llmbench.traffic.ConcurrencyLevels;
import llmbench.traffic.ThinkTimes;
import org.jspecify.annotations.Nullable;

/**
 * A load of users who each go through a scenario once: who comes when is told by a {@link Feed}, as
 * with the requests of a case, and not by Gatling's injection, which knows whole milliseconds.
 */
public final class Visits {
  /** Makes what tells of the users; of one run. */
  final Supplier<Feed> feed;

  /** How many come; below 0 where that is not known beforehand. */
  final int users;

  /** Until when they come. */
  final Duration longest;

  /** Most users at once; {@link Gate#OPEN} for no limit. */
  final int cap;

  /** What the session of the user at an index has from the start. */
  final IntFunction<Map<String, Object>> attributes;

  private Visits(
      Supplier<Feed> feed,
      int users,
      Duration longest,
      int cap,
      IntFunction<Map<String, Object>> attributes) {
    this.feed = feed;
    this.users = users;
    this.longest = longest;
    this.cap = cap;
    this.attributes = attributes;
  }

  /**
   * Users at times that are known beforehand.
   *
   * @param cap most users at once, the others wait in order; null for no limit
   * @param attributes what the session of the user at an index has from the start
   */
  public static Visits open(
      Arrivals arrivals, @Nullable Integer cap, IntFunction<Map<String, Object>> attributes) {
    int users = arrivals.size();
    return new Visits(
        () -> new OpenFeed(arrivals, NanoClock.SYSTEM),
        users,
        Duration.ofNanos(users == 0 ? 0 : arrivals.nanos(users - 1)),
        cap == null ? Gate.OPEN : cap,
        attributes);
  }

  /**
   * Users of whom the next comes when one has gone.
   *
   * @param users in all; null for no limit
   * @param atOnce at least 1
   * @param levels how many at once over time; null for all
   * @param think from one that has gone to the next in its place; null for none
   * @param duration for how long they come; null for no limit. One of this and {@code users} is
   *     there
   * @param attributes what the session of the user at an index has from the start
   */
  public static Visits closed(
      @Nullable Integer users,
      int atOnce,
      @Nullable ConcurrencyLevels levels,
      @Nullable ThinkTimes think,
      @Nullable Duration duration,
      IntFunction<Map<String, Object>> attributes) {
    int most = users == null ? Integer.MAX_VALUE : users;
    return new Visits(
        () -> new VisitFeed(most, atOnce, levels, think, duration, NanoClock.SYSTEM),
        users == null ? -1 : users,
        duration == null ? Duration.ZERO : duration,
        Gate.OPEN,
        attributes);
  }

  /** The scenario under this load, as one of Gatling's own. */
  public PopulationBuilder inject(ScenarioBuilder scenario) {
    return new PopulationBuilder(scenario.wrapped.inject(new VisitProfile(this)));
  }
}
