// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.jspecify.annotations.Nullable;

/** Takes in any number of times in little memory: to three digits, both ends exactly. */
final class DistributionTally {
  private static final int DIGITS = 3;
  private static final int TAIL_POINTS = 30;
  private static final double MILLI = 1e6;

  private final Histogram histogram = new Histogram(DIGITS);
  private long least = Long.MAX_VALUE;
  private long most;

  void add(long nanos) {
    long value = Math.max(0, nanos);
    histogram.recordValue(value);
    least = Math.min(least, value);
    most = Math.max(most, value);
  }

  /**
   * The distribution; null without values.
   *
   * @param points points of the cumulative distribution at most, less those of its tails
   */
  @Nullable Distribution distribution(int points) {
    long count = histogram.getTotalCount();
    if (count == 0) {
      return null;
    }
    List<double[]> curve = new ArrayList<>();
    for (double share : shares(count, points)) {
      double millis = floored((double) at(share, count));
      double[] last = curve.isEmpty() ? null : curve.get(curve.size() - 1);
      if (last != null && last[0] == millis) {
        last[1] = share;
      } else {
        curve.add(new double[] {millis, share});
      }
    }
    double floor = Distribution.FLOOR_MILLIS * MILLI;
    double below = least >= floor ? 0 : histogram.getCountBetweenValues(0, (long) floor - 1);
    int first = bin(floored((double) least));
    double[] bins = new double[bin(floored((double) most)) - first + 1];
    for (HistogramIterationValue each : histogram.recordedValues()) {
      long value = Math.min(most, Math.max(least, each.getValueIteratedTo()));
      int bin = bin(floored((double) value));
      bins[bin - first] += each.getCountAddedInThisIterationStep() / (double) count;
    }
    return new Distribution(
        count,
        below / count,
        curve.stream().mapToDouble(each -> each[0]).toArray(),
        curve.stream().mapToDouble(each -> each[1]).toArray(),
        first,
        bins);
  }

  private long at(double share, long count) {
    if (share * count <= 1) {
      return least;
    }
    return share >= 1
        ? most
        : Math.min(most, Math.max(least, histogram.getValueAtPercentile(100 * share)));
  }

  /** Even steps, and the last values of both ends in steps that become smaller and smaller. */
  private static SortedSet<Double> shares(long count, int points) {
    SortedSet<Double> shares = new TreeSet<>();
    long steps = Math.min(count, points);
    for (int i = 1; i <= steps; i++) {
      shares.add((double) i / steps);
    }
    shares.add(1.0 / count);
    if (count > steps) {
      for (int i = 0; i <= TAIL_POINTS; i++) {
        double tail = Math.pow(1.0 / count, (double) i / TAIL_POINTS) / steps;
        if (tail * count >= 1) {
          shares.add(tail);
          shares.add(1 - tail);
        }
      }
      shares.add(1 - 1.0 / count);
    }
    return shares;
  }

  private static double floored(double nanos) {
    return Math.max(Distribution.FLOOR_MILLIS, nanos / MILLI);
  }

  private static int bin(double millis) {
    return (int) Math.floor(Math.log10(millis) * Distribution.BINS_PER_DECADE + 1e-9);
  }
}
