// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.List;
import llmbench.statistics.Interval;

/**
 * How sure a latency's figures are, in milliseconds.
 *
 * @param mean of the mean
 * @param median of the median
 * @param percentiles of each percentile, as in {@link LatencyStats#percentiles}
 */
public record LatencyIntervals(
    Interval mean, Interval median, List<PercentileInterval> percentiles) {

  /**
   * A percentile's interval.
   *
   * @param percentile the percentile
   * @param interval in milliseconds; the upper end of a high percentile, or the lower one of a low
   *     percentile, is null where the sample is too small to have it
   * @param effective how many independent values the sample is worth here
   * @param required how many it takes; {@code Integer.MAX_VALUE} where no number is enough, at 0
   *     and 100
   */
  public record PercentileInterval(
      Percentile percentile, Interval interval, double effective, int required) {
    /** Whether a larger sample would have an end that this one has not. */
    public boolean tooFew() {
      return !interval.whole() && required < Integer.MAX_VALUE;
    }
  }

  /** Copies the list. */
  public LatencyIntervals {
    percentiles = List.copyOf(percentiles);
  }
}
