// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.Arrays;
import java.util.List;

/**
 * What vLLM says of a list of times. Unit: that of the values. Of no values all are 0, as vLLM's
 * {@code np.mean(x or 0)}.
 *
 * @param percentiles one for each asked for, in that order
 */
public record Distribution(double mean, double median, double std, List<Double> percentiles) {

  private static final double PERCENT = 100;

  /** Of values in any order, which are not changed. */
  static Distribution of(double[] values, List<Double> percentiles) {
    if (values.length == 0) {
      return new Distribution(0, 0, 0, percentiles.stream().map(p -> 0.0).toList());
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double mean = sum(sorted) / sorted.length;
    double variance = sumOfSquares(sorted, mean) / sorted.length;
    return new Distribution(
        mean,
        median(sorted),
        Math.sqrt(variance),
        percentiles.stream().map(p -> percentile(sorted, p)).toList());
  }

  /** All times a factor. */
  Distribution times(double factor) {
    return new Distribution(
        mean * factor,
        median * factor,
        std * factor,
        percentiles.stream().map(p -> p * factor).toList());
  }

  private static double median(double[] sorted) {
    int n = sorted.length;
    return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
  }

  /**
   * The linearly interpolated percentile, in numpy's own arithmetic ({@code
   * numpy/lib/_function_base_impl.py}, {@code _lerp}), so that the last digit agrees too.
   *
   * @param sorted ascending, not empty
   * @param percent in [0, 100]
   */
  static double percentile(double[] sorted, double percent) {
    double position = percent / PERCENT * (sorted.length - 1);
    int below = (int) Math.floor(position);
    if (below >= sorted.length - 1) {
      return sorted[sorted.length - 1];
    }
    double a = sorted[below];
    double b = sorted[below + 1];
    double t = position - below;
    double difference = b - a;
    return t >= 0.5 ? b - difference * (1 - t) : a + difference * t;
  }

  /** Compensated (Kahan, Pracniques: Further Remarks on Reducing Truncation Errors, 1965). */
  private static double sum(double[] values) {
    double sum = 0;
    double lost = 0;
    for (double value : values) {
      double y = value - lost;
      double t = sum + y;
      lost = t - sum - y;
      sum = t;
    }
    return sum;
  }

  private static double sumOfSquares(double[] values, double mean) {
    double sum = 0;
    double lost = 0;
    for (double value : values) {
      double d = value - mean;
      double y = d * d - lost;
      double t = sum + y;
      lost = t - sum - y;
      sum = t;
    }
    return sum;
  }
}
