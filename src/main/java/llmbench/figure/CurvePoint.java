// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import java.util.List;

/**
 * Runs with the same x.
 *
 * @param x their value, or the place of their text among the chart's
 * @param mean of their y
 * @param deviation their y's standard deviation as of a sample, n - 1 in the denominator, as
 *     vLLM's; NaN for one run
 * @param runs how many, at least one
 */
record CurvePoint(double x, double mean, double deviation, int runs) {

  /**
   * The point of some values.
   *
   * @param values at least one
   */
  static CurvePoint of(double x, List<Double> values) {
    double total = 0;
    for (double value : values) {
      total += value;
    }
    double mean = total / values.size();
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new CurvePoint(
        x,
        mean,
        values.size() < 2 ? Double.NaN : Math.sqrt(squares / (values.size() - 1)),
        values.size());
  }

  boolean finite() {
    return Double.isFinite(x) && Double.isFinite(mean);
  }
}
