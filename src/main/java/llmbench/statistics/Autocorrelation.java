// SPDX-License-Identifier: Apache-2.0
package llmbench.statistics;

/** How alike the values of a series are that follow each other. */
public final class Autocorrelation {
  /** The normal distribution's 95th percentile. */
  private static final double ONE_SIDED = 1.6448536269514722;

  private Autocorrelation() {}

  /**
   * The autocorrelation at a lag (Box, Jenkins and Reinsel, Time Series Analysis, 3rd edition,
   * 1994, equation 2.1.12).
   *
   * @param values the series
   * @param lag 1 or more
   * @return in [-1, 1]; 0 where all values are equal or the lag is as long as the series
   */
  static double at(double[] values, int lag) {
    double mean = mean(values);
    double squares = 0;
    double products = 0;
    for (int i = 0; i < values.length; i++) {
      double residual = values[i] - mean;
      squares += residual * residual;
      if (i >= lag) {
        products += residual * (values[i - lag] - mean);
      }
    }
    return squares == 0 ? 0 : products / squares;
  }

  /**
   * Whether neighbours are more alike than chance would have it in 19 of 20 series of independent
   * values: the autocorrelation at lag 1 is over 1.64 / √n.
   */
  public static boolean positive(double[] values) {
    return values.length > 2 && at(values, 1) > ONE_SIDED / Math.sqrt(values.length);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0 ? 0 : sum / values.length;
  }
}
