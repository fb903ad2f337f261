// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.core.controller.inject.Workload;
import io.gatling.core.scenario.Scenario;
import io.gatling.core.session.Session;
import io.gatling.core.session.Session$;
import io.gatling.core.stats.StatsEngine;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import llmbench.dataset.Prompt;
import llmbench.recording.NanoClock;
import llmbench.recording.RequestAbout;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.concurrent.duration.FiniteDuration;
import scala.runtime.BoxedUnit;

/**
 * Users of a scenario who begin when a {@link Feed} says so, on the event loop that says it, and
 * are Gatling's own otherwise: their number, their protocol's start, their rows and their end.
 *
 * <p>Gatling's injector asks from a thread of its own, and at users' ends only, whether all have
 * gone. So where nobody knows their number beforehand, the feed must have ended before it hears of
 * the last one's end: {@link #exit} tells the feed first.
 */
final class VisitWorkload extends Workload {
  private static final long LEAD_NANOS = 2_000_000;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final byte[] NO_BODY = {};
  private static final Prompt NO_PROMPT = new Prompt("", 0, 0);

  private final Visits visits;
  private final Scenario scenario;
  private final AtomicLong userIds;
  private final EventLoopGroup group;
  private final StatsEngine stats;
  private final NanoClock clock = NanoClock.SYSTEM;
  private final AtomicInteger started = new AtomicInteger();
  private final ThreadLocal<Boolean> exiting = ThreadLocal.withInitial(() -> false);
  private int stopped;
  private boolean begun;
  private volatile boolean allEnded;

  VisitWorkload(
      Visits visits,
      Scenario scenario,
      AtomicLong userIds,
      EventLoopGroup group,
      StatsEngine stats) {
    super(scenario, userIds, group, stats);
    this.visits = visits;
    this.scenario = scenario;
    this.userIds = userIds;
    this.group = group;
    this.stats = stats;
  }

  /** Called every second; the first call has all of them come. */
  @Override
  public void injectBatch(FiniteDuration window) {
    if (!begun) {
      begun = true;
      setAllScheduled();
      Lane lane = new Lane(new Users(), visits.feed.get(), new Gates(visits.cap, Gate.OPEN), clock);
      lane.begin(EventLoops.used(group), clock.nanoTime() + LEAD_NANOS);
    }
  }

  @Override
  public void endUser() {
    stopped++;
  }

  @Override
  public boolean isAllUsersStopped() {
    return begun && (stopped == visits.users || (allEnded && stopped == started.get()));
  }

  @Override
  public int getConcurrentUsers() {
    return started.get() - stopped;
  }

  @Override
  public FiniteDuration duration() {
    return new FiniteDuration(visits.longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public boolean isEmpty() {
    return visits.users == 0;
  }

  private void start(Lane lane, StreamRequest user, EventLoop loop) {
    Session made =
        Session$.MODULE$.apply(
            scenario.name(), userIds.incrementAndGet(), exit(lane, user, loop), loop);
    Map<String, Object> attributes = new HashMap<>(visits.attributes.apply(user.index()));
    attributes.put(
        StepAttributes.START_LAG, (clock.nanoTime() - user.intendedNanos()) / NANOS_PER_MILLI);
    Session session =
        new io.gatling.javaapi.core.Session(scenario.onStart().apply(made))
            .setAll(attributes)
            .asScala();
    stats.logUserStart(scenario.name());
    scenario.entry().$bang(session);
  }

  private Function1<Session, BoxedUnit> exit(Lane lane, StreamRequest user, EventLoop loop) {
    return session -> {
      scenario.onExit().apply(session);
      exiting.set(true);
      try {
        lane.ended(user, loop);
      } finally {
        exiting.set(false);
      }
      return BoxedUnit.UNIT;
    };
  }

  /** Users stand where requests of a case do: they are due, may be held back, and end. */
  private final class Users implements Lane.Handling {
    @Override
    public byte[] body(int index) {
      return NO_BODY;
    }

    @Override
    public StreamRequest request(
        int index, int user, long intendedNanos, long releasedNanos, byte @Nullable [] body) {
      return new StreamRequest(
          index,
          user,
          "",
          NO_PROMPT,
          intendedNanos,
          releasedNanos,
          NO_BODY,
          "",
          RequestAbout.NONE,
          null);
    }

    @Override
    public void send(Lane lane, StreamRequest user, EventLoop loop) {
      started.incrementAndGet();
      if (exiting.get()) { // not in the stack of the one before
        loop.execute(() -> start(lane, user, loop));
      } else {
        start(lane, user, loop);
      }
    }

    @Override
    public void done() {
      allEnded = true;
    }
  }
}
