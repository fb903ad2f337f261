// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A latency's summary, in milliseconds. All zero for an empty sample, as vLLM's.
 *
 * @param count values in the sample
 * @param meanMillis arithmetic mean
 * @param medianMillis middle value, or the mean of the two middle ones
 * @param stdMillis population standard deviation (divided by n, numpy's default)
 * @param percentiles in the order asked for
 */
public record LatencyStats(
    long count,
    double meanMillis,
    double medianMillis,
    double stdMillis,
    List<Percentile> percentiles) {

  /** The summary of no values. */
  static LatencyStats empty(List<Double> percentiles) {
    return of(new double[0], percentiles);
  }

  /** Copies the list. */
  public LatencyStats {
    percentiles = List.copyOf(percentiles);
  }

  /** The value at a percentile that was asked for; 0 for one that was not. */
  public double percentileMillis(double rank) {
    return percentiles.stream()
        .filter(percentile -> percentile.rank() == rank)
        .mapToDouble(Percentile::millis)
        .findFirst()
        .orElse(0);
  }

  /**
   * Summarises a sample. The array is sorted in place.
   *
   * @param seconds the sample
   * @param ranks percentiles wanted, each in [0, 100]
   */
  static LatencyStats of(double[] seconds, List<Double> ranks) {
    double mean = mean(seconds);
    double std = populationStd(seconds, mean);
    Arrays.sort(seconds);
    List<Percentile> percentiles = new ArrayList<>(ranks.size());
    for (double rank : ranks) {
      percentiles.add(new Percentile(rank, linearPercentile(seconds, rank) * 1000));
    }
    return new LatencyStats(
        seconds.length, mean * 1000, median(seconds) * 1000, std * 1000, percentiles);
  }

  /**
   * {@code numpy.percentile} with its default, linear method, on sorted values; 0 for none.
   *
   * <p>The rounding is numpy's too ({@code _lerp} in {@code numpy/lib/_function_base_impl.py}):
   * from the midpoint on it counts back from the upper neighbour, so that rank 99 of 1, 2, 3, 4 is
   * 3.9699999999999998.
   */
  public static double linearPercentile(double[] sorted, double rank) {
    if (sorted.length == 0) {
      return 0;
    }
    int last = sorted.length - 1;
    double position = last * (rank / 100);
    if (position >= last) {
      return sorted[last];
    }
    int below = (int) position;
    double fraction = position - below;
    double gap = sorted[below + 1] - sorted[below];
    return fraction >= 0.5
        ? sorted[below + 1] - gap * (1 - fraction)
        : sorted[below] + gap * fraction;
  }

  static double median(double[] sorted) {
    if (sorted.length == 0) {
      return 0;
    }
    int upper = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[upper] : (sorted[upper - 1] + sorted[upper]) / 2;
  }

  private static double mean(double[] values) {
    return values.length == 0 ? 0 : Arrays.stream(values).sum() / values.length;
  }

  private static double populationStd(double[] values, double mean) {
    if (values.length == 0) {
      return 0;
    }
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / values.length);
  }
}
