// SPDX-License-Identifier: Apache-2.0
package llmbench.traffic;

import java.util.Arrays;
import java.util.List;
import llmbench.plan.RateProfile;
import llmbench.plan.RateProfile.Bursts;
import llmbench.random.NumpyLegacyRandom;

/**
 * Arrivals at a rate that goes with time. A clock that runs by the rate, one unit for each arrival
 * expected, is cut by gaps of a gamma distribution of mean 1 and shape {@code burstiness}, and its
 * instants are carried back to seconds through the inverse of the rate's integral (E. Çinlar,
 * Introduction to Stochastic Processes, 1975; for other gaps than exponential ones I. Gerhardt and
 * B. L. Nelson, Transforming Renewal Processes for Simulation of Nonstationary Arrival Processes,
 * 2009).
 *
 * <pre>
 *  Λ ┤            ╱━━        7 ┤- - - - - - - - -╱━
 *    │        ╱━╱            5 ┤- - - - - - - -╱ ╎      unit gaps on this axis …
 *    │     ╱━╱               3 ┤- - - - - -╱━╱ ╎ ╎
 *    │ ━━╱                   1 ┤- - ╱━━━╱  ╎   ╎ ╎
 *    ┼─────────── seconds      ┼────┴──────┴───┴─┴── … are arrivals on this one
 * </pre>
 *
 * With an infinite burstiness arrival k comes just when the integral reaches k, so each stage has
 * as many as its integral says. Bursts are added at their instants and draw nothing. With a
 * burstiness b the number within a time differs from the integral by (1/b − 1)/2 in the long mean,
 * since the start is taken for an arrival; at b = 1 not at all.
 */
public final class ProfileArrivals {
  /** The most that are planned: 800 MB. */
  private static final int MOST = 100_000_000;

  /** An integral that is a whole number but for rounding counts as that. */
  private static final double ROUNDING = 1 + 1e-12;

  /** A burst so little before the end is at it, and no longer takes place. */
  private static final double ROUNDING_OF_INSTANTS = 1e-9;

  private final RateIntegral integral;
  private final List<Bursts> bursts;
  private final double burstiness;
  private final NumpyLegacyRandom random;

  private double mass;
  private int group;
  private long burst;

  private ProfileArrivals(RateProfile profile, double burstiness, NumpyLegacyRandom random) {
    if (!(burstiness > 0)) {
      throw new IllegalArgumentException("expected burstiness > 0, found " + burstiness);
    }
    this.integral = new RateIntegral(profile.rate());
    this.bursts = profile.bursts();
    this.burstiness = burstiness;
    this.random = random;
  }

  /**
   * Exactly so many. The rate is held from the profile's end on.
   *
   * @param count at least 1
   * @param burstiness above 0; infinite for equal gaps
   * @param random of the case's seed, as the data set left it
   * @throws TrafficException if the rate ends at 0 before there were so many
   */
  public static Arrivals first(
      int count, RateProfile profile, double burstiness, NumpyLegacyRandom random) {
    ProfileArrivals arrivals = new ProfileArrivals(profile, burstiness, random);
    double[] seconds = new double[count];
    int size = 0;
    double next = arrivals.next();
    while (size < count) {
      double atOnce = arrivals.nextBurst();
      if (atOnce <= next && atOnce < Double.POSITIVE_INFINITY) {
        int to = (int) Math.min(count, (long) size + arrivals.takeBurst());
        Arrays.fill(seconds, size, to, atOnce);
        size = to;
      } else if (next == Double.POSITIVE_INFINITY) {
        throw new TrafficException(
            "num_prompts: expected as many as the stages bring before they end at a rate of 0, "
                + (size + ", found " + count + "; let the last stage keep a rate above 0"));
      } else {
        seconds[size++] = next;
        next = arrivals.next();
      }
    }
    return Arrivals.of(seconds, size);
  }

  /**
   * All from the start to an instant: those of the rate in (0, seconds], bursts in [0, seconds).
   * Beyond the profile's end the rate is held.
   *
   * @param seconds finite, above 0
   * @param burstiness above 0; infinite for equal gaps
   * @param random of the case's seed, as the data set left it
   * @throws TrafficException if there are more than 100 million
   */
  public static Arrivals within(
      double seconds, RateProfile profile, double burstiness, NumpyLegacyRandom random) {
    double expected = RateIntegral.until(profile.rate(), seconds);
    ProfileArrivals arrivals = new ProfileArrivals(profile, burstiness, random);
    double spread = Math.sqrt(expected * (1 + 1 / burstiness));
    double room = expected + 6 * spread + 16 + count(profile.bursts(), seconds);
    if (room > MOST) {
      throw new TrafficException(
          "expected at most " + MOST + " arrivals, found a rate that brings about " + (long) room);
    }
    double[] times = new double[(int) room];
    int size = 0;
    double next = arrivals.next(expected);
    while (true) {
      double atOnce = arrivals.nextBurst();
      atOnce = atOnce < seconds ? atOnce : Double.POSITIVE_INFINITY;
      double first = Math.min(atOnce, next);
      if (first == Double.POSITIVE_INFINITY) {
        return Arrivals.of(times, size);
      }
      int more = 1;
      if (atOnce <= next) {
        more = arrivals.takeBurst();
      } else {
        next = arrivals.next(expected);
      }
      if (size + (long) more > MOST) {
        throw new TrafficException("expected at most " + MOST + " arrivals, found more");
      }
      if (size + more > times.length) {
        times = Arrays.copyOf(times, Math.min(MOST, Math.max(size + more, size / 4 * 5)));
      }
      Arrays.fill(times, size, size + more, Math.min(first, seconds));
      size += more;
    }
  }

  private static double count(List<Bursts> bursts, double seconds) {
    double count = 0;
    for (Bursts each : bursts) {
      double until = Math.min(seconds, each.untilSeconds());
      double length = Math.max(0, until - each.fromSeconds());
      count += Math.ceil(length / each.intervalSeconds()) * each.size();
    }
    return count;
  }

  private double gap() {
    return burstiness == Double.POSITIVE_INFINITY ? 1 : random.gamma(burstiness, 1 / burstiness);
  }

  private double next() {
    mass += gap();
    return integral.timeOf(mass);
  }

  private double next(double most) {
    mass += gap();
    return mass <= most * ROUNDING
        ? integral.timeOf(Math.min(mass, most))
        : Double.POSITIVE_INFINITY;
  }

  /** When the next burst is; infinite if there is none. */
  private double nextBurst() {
    while (group < bursts.size()) {
      Bursts now = bursts.get(group);
      double time = now.fromSeconds() + burst * now.intervalSeconds();
      if (time < now.untilSeconds() - now.intervalSeconds() * ROUNDING_OF_INSTANTS) {
        return time;
      }
      group++;
      burst = 0;
    }
    return Double.POSITIVE_INFINITY;
  }

  private int takeBurst() {
    burst++;
    return bursts.get(group).size();
  }
}
