// SPDX-License-Identifier: Apache-2.0
package llmbench.traffic;

import java.util.List;
import llmbench.plan.Curve;
import llmbench.plan.RateProfile;
import llmbench.plan.Workload;
import llmbench.random.NumpyLegacyRandom;

/**
 * The arrivals of several classes in one order, each class with a renewal process of its own
 * ({@link ProfileArrivals} at a constant rate) from a seed of its own ({@link Workload#seed}). So
 * another class beside it moves no arrival of a class: it only decides how many of them are among
 * the first.
 *
 * <pre>
 *  chat   │ │  ││ │   │ ││
 *  batch     │      │     │
 *  sent   │ ││ ││ │ │ │ │││
 * </pre>
 *
 * @param arrivals of all
 * @param order the class of each, as its place in the list
 */
public record MergedArrivals(Arrivals arrivals, int[] order) {

  /**
   * Exactly so many, the first of all.
   *
   * @param count at least 1
   * @param classes each with a rate
   * @param scale what all rates are multiplied by; 1 for those of the classes
   * @param seed the case's
   */
  public static MergedArrivals first(int count, List<Workload> classes, double scale, long seed) {
    return merged(
        classes.stream()
            .map(
                each ->
                    ProfileArrivals.first(
                        count, profile(each, scale), burstiness(each), random(each, seed)))
            .toList(),
        count);
  }

  /**
   * All from the start to an instant.
   *
   * @param seconds finite, above 0
   * @param classes each with a rate
   * @param scale what all rates are multiplied by; 1 for those of the classes
   * @param seed the case's
   * @throws TrafficException if there are more than 100 million of a class
   */
  public static MergedArrivals within(
      double seconds, List<Workload> classes, double scale, long seed) {
    return merged(
        classes.stream()
            .map(
                each ->
                    ProfileArrivals.within(
                        seconds, profile(each, scale), burstiness(each), random(each, seed)))
            .toList(),
        Integer.MAX_VALUE);
  }

  /** The same whatever the time, since its rate is held beyond its end. */
  private static RateProfile profile(Workload of, double scale) {
    return new RateProfile(Curve.constant(rate(of).perSecond() * scale, 1));
  }

  private static double burstiness(Workload of) {
    return rate(of).burstiness();
  }

  private static Workload.Rate rate(Workload of) {
    if (of.rate() == null) {
      throw new IllegalArgumentException("expected a rate of each class, found none of " + of);
    }
    return of.rate();
  }

  private static NumpyLegacyRandom random(Workload of, long seed) {
    return new NumpyLegacyRandom(of.seed(seed));
  }

  /** At one instant those of an earlier class come first. */
  private static MergedArrivals merged(List<Arrivals> streams, int most) {
    int size = (int) Math.min(most, streams.stream().mapToLong(Arrivals::size).sum());
    double[] seconds = new double[size];
    int[] order = new int[size];
    int[] next = new int[streams.size()];
    for (int at = 0; at < size; at++) {
      int first = -1;
      for (int i = 0; i < next.length; i++) {
        Arrivals stream = streams.get(i);
        if (next[i] < stream.size()
            && (first < 0 || stream.seconds(next[i]) < streams.get(first).seconds(next[first]))) {
          first = i;
        }
      }
      seconds[at] = streams.get(first).seconds(next[first]++);
      order[at] = first;
    }
    return new MergedArrivals(Arrivals.of(seconds, size), order);
  }
}
