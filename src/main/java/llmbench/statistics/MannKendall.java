// SPDX-License-Identifier: Apache-2.0
package llmbench.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether a series rises or falls: the test of Mann (Nonparametric Tests Against Trend,
 * Econometrica 13, 1945) and Kendall (Rank Correlation Methods, 4th edition, 1975), with the
 * variance corrected for autocorrelation by Hamed and Rao (A Modified Mann-Kendall Trend Test for
 * Autocorrelated Data, Journal of Hydrology 204, 1998), and Sen's slope (JASA 63, 1968).
 *
 * <p>Time and memory grow with the square of the series: {@link #MOST} values at most. Longer
 * series are averaged first, see {@link #batched}.
 *
 * @param values how many values were tested
 * @param s pairs that rise less pairs that fall
 * @param z the test's normal score
 * @param pValue of no trend, two-sided; 1 where all values are equal or there are fewer than 3
 * @param varianceRatio what autocorrelation makes of the variance, 1 or more. Where neighbours
 *     differ more than chance it would be under 1 and the test more eager; it is kept at 1.
 * @param slope Sen's: the median slope of all pairs, per value
 * @param change the slope over the whole series as a share of its median, such as -0.1 for a fall
 *     by a tenth; 0 where the median is 0
 */
public record MannKendall(
    int values,
    long s,
    double z,
    double pValue,
    double varianceRatio,
    double slope,
    double change) {
  /** The longest series that is tested as it is. */
  public static final int MOST = 2000;

  private static final int FEWEST_BATCHES = 30;

  /** Two-sided 5 %: which autocorrelations Hamed and Rao's sum takes. */
  private static final double SIGNIFICANT = 1.959963984540054;

  /**
   * The means of equal batches, 30 to 59 of them, that follow each other; the first values that
   * fill no batch are left out. A series of fewer than 60 is returned as it is.
   */
  public static double[] batched(double[] values) {
    int size = values.length / FEWEST_BATCHES;
    if (size < 2) {
      return values.clone();
    }
    double[] means = new double[values.length / size];
    int skipped = values.length - means.length * size;
    for (int i = 0; i < means.length; i++) {
      double sum = 0;
      for (int j = 0; j < size; j++) {
        sum += values[skipped + i * size + j];
      }
      means[i] = sum / size;
    }
    return means;
  }

  /**
   * Tests a series.
   *
   * @param values in order of time
   * @throws IllegalArgumentException if there are more than {@link #MOST}
   */
  public static MannKendall of(double[] values) {
    int n = values.length;
    if (n > MOST) {
      throw new IllegalArgumentException("at most " + MOST + " values, found " + n);
    }
    long s = 0;
    double[] slopes = new double[n * (n - 1) / 2];
    int filled = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        s += Double.compare(values[j], values[i]);
        slopes[filled++] = (values[j] - values[i]) / (j - i);
      }
    }
    double slope = median(slopes);
    double centre = median(values.clone());
    double change = centre == 0 ? 0 : slope * (n - 1) / Math.abs(centre);
    double variance = variance(values);
    if (n < 3 || variance <= 0) {
      return new MannKendall(n, s, 0, 1, 1, slope, change);
    }
    double ratio = varianceRatio(values, slope);
    double z = Long.signum(s) * (Math.abs(s) - 1.0) / Math.sqrt(variance * ratio);
    if (s == 0) {
      z = 0;
    }
    double pValue = 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(z));
    return new MannKendall(n, s, z, Math.min(1, pValue), ratio, slope, change);
  }

  /** Kendall's variance of S with ties, for independent values. */
  private static double variance(double[] values) {
    double n = values.length;
    double variance = n * (n - 1) * (2 * n + 5);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    for (int start = 0; start < sorted.length; ) {
      int end = start;
      while (end < sorted.length && sorted[end] == sorted[start]) {
        end++;
      }
      double ties = end - start;
      variance -= ties * (ties - 1) * (2 * ties + 5);
      start = end;
    }
    return variance / 18;
  }

  /** Hamed and Rao's n / n*: from the ranks of the series less its trend. */
  private static double varianceRatio(double[] values, double slope) {
    int n = values.length;
    double[] ranks = ranks(values, slope);
    double limit = SIGNIFICANT / Math.sqrt(n);
    double sum = 0;
    for (int lag = 1; lag < n - 2; lag++) {
      double correlation = Autocorrelation.at(ranks, lag);
      if (Math.abs(correlation) > limit) {
        sum += (double) (n - lag) * (n - lag - 1) * (n - lag - 2) * correlation;
      }
    }
    return Math.max(1, 1 + 2 * sum / ((double) n * (n - 1) * (n - 2)));
  }

  /** Ranks of the residuals, equal ones sharing their mean rank. */
  private static double[] ranks(double[] values, double slope) {
    double[] residuals = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      residuals[i] = values[i] - slope * i;
    }
    double[] sorted = residuals.clone();
    Arrays.sort(sorted);
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int first = Arrays.binarySearch(sorted, residuals[i]);
      int last = first;
      while (first > 0 && sorted[first - 1] == sorted[first]) {
        first--;
      }
      while (last < sorted.length - 1 && sorted[last + 1] == sorted[last]) {
        last++;
      }
      ranks[i] = (first + last) / 2.0;
    }
    return ranks;
  }

  /** Sorts the array; 0 for none. */
  private static double median(double[] values) {
    if (values.length == 0) {
      return 0;
    }
    Arrays.sort(values);
    int upper = values.length / 2;
    return values.length % 2 == 1 ? values[upper] : values[upper - 1] / 2 + values[upper] / 2;
  }
}
