// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import llmbench.metrics.LatencyIntervals.PercentileInterval;
import llmbench.plan.Metric;
import llmbench.statistics.Autocorrelation;
import llmbench.statistics.BatchMean;
import llmbench.statistics.Interval;
import llmbench.statistics.OrderStatistics;
import org.jspecify.annotations.Nullable;

/**
 * Intervals of a window's latencies. Means by {@link BatchMean}, with batches in dispatch order.
 * Percentiles by order statistics: of independent values exactly; of values whose neighbours are
 * alike, and always of ITL, by the number of independent values that their batches show.
 */
final class IntervalCalculation {
  private static final double MEDIAN = 50;

  private final EventWalk walk;
  private final Windows window;
  private final List<Double> ranks;
  private final Map<Metric, LatencyIntervals> latencies = new EnumMap<>(Metric.class);
  private BatchMean mean = new BatchMean(0);
  private double @Nullable [] alike;

  IntervalCalculation(EventWalk walk, Windows window, List<Double> percentiles) {
    this.walk = walk;
    this.window = window;
    this.ranks = percentiles;
  }

  /** Takes a metric's values in dispatch order, before they are sorted. */
  void inOrder(Metric metric, double[] values) {
    if (metric != Metric.ITL) {
      mean = BatchMean.of(values);
      alike = Autocorrelation.positive(values) ? values.clone() : null;
    }
  }

  /** Takes the same values sorted, and computes. */
  void sorted(Metric metric, double[] sorted) {
    double[] shares = new double[ranks.size() + 1];
    double[] thresholds = new double[shares.length];
    for (int i = 0; i < shares.length; i++) {
      double rank = i == 0 ? MEDIAN : ranks.get(i - 1);
      shares[i] = rank / 100;
      thresholds[i] = LatencyStats.linearPercentile(sorted, rank);
    }
    @Nullable GapBatches gaps =
        metric == Metric.ITL ? GapBatches.of(walk, window, thresholds) : null;
    List<PercentileInterval> percentiles = new ArrayList<>();
    for (int i = 0; i < shares.length; i++) {
      double effective = sorted.length;
      if (gaps != null) {
        effective = OrderStatistics.effectiveSize(gaps.below(i), shares[i]);
      } else if (alike != null) {
        effective = OrderStatistics.effectiveSize(below(alike, thresholds[i]), shares[i]);
      }
      percentiles.add(
          new PercentileInterval(
              new Percentile(shares[i] * 100, thresholds[i] * 1000),
              OrderStatistics.interval(sorted, shares[i], effective).times(1000),
              effective,
              OrderStatistics.requiredFor(shares[i])));
    }
    Interval ofMean = (gaps == null ? mean : gaps.mean()).interval().times(1000);
    latencies.put(
        metric,
        new LatencyIntervals(
            ofMean, percentiles.get(0).interval(), percentiles.subList(1, percentiles.size())));
  }

  Map<Metric, LatencyIntervals> latencies() {
    return latencies;
  }

  private static BatchMean below(double[] values, double threshold) {
    BatchMean below = new BatchMean(values.length);
    for (int i = 0; i < values.length; i++) {
      below.add(i, values[i] <= threshold ? 1 : 0, 1);
    }
    return below;
  }
}
