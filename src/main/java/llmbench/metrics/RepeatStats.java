// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * A figure over the repeats of a case, each repeat one value.
 *
 * @param runs values, at least 1
 * @param mean arithmetic mean
 * @param std sample standard deviation (divided by n - 1); null of one value
 * @param cv coefficient of variation, {@code std / |mean|}; null of one value or for a mean of 0
 * @param halfWidth half the width of the 95 % interval of the mean by Student's t, {@code t(0.975,
 *     n - 1) * std / sqrt(n)}; null of one value
 */
public record RepeatStats(
    int runs, double mean, @Nullable Double std, @Nullable Double cv, @Nullable Double halfWidth) {
  private static final double TWO_SIDED_95 = 0.975;

  /**
   * Summarises the values.
   *
   * @throws IllegalArgumentException without values
   */
  public static RepeatStats of(List<Double> values) {
    int n = values.size();
    if (n == 0) {
      throw new IllegalArgumentException("no value to summarise");
    }
    double mean = values.stream().mapToDouble(Double::doubleValue).sum() / n;
    if (n == 1) {
      return new RepeatStats(n, mean, null, null, null);
    }
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    double std = Math.sqrt(squares / (n - 1));
    double t = TDistribution.of(n - 1).inverseCumulativeProbability(TWO_SIDED_95);
    return new RepeatStats(
        n, mean, std, mean == 0 ? null : (Double) (std / Math.abs(mean)), t * std / Math.sqrt(n));
  }

  /** Whether the interval's half width is at most that share of the mean; false of one value. */
  public boolean within(double share) {
    return halfWidth != null && halfWidth <= share * Math.abs(mean);
  }
}
