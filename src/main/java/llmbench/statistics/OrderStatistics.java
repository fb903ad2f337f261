// SPDX-License-Identifier: Apache-2.0
package llmbench.statistics;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Intervals of percentiles by order statistics, whatever the distribution: of n independent values
 * the number below the true percentile is binomial (Conover, Practical Nonparametric Statistics,
 * 3rd edition, 1999, section 3.2; Hahn and Meeker, Statistical Intervals, 1991, section 5.2).
 *
 * <p>Where the sample is too small, an end does not exist: the largest of n values lies below the
 * percentile p with probability pⁿ, and where that is over 2.5 % no value of the sample is a safe
 * upper end. A p99 needs {@code requiredFor(0.99)} = 368 values.
 */
public final class OrderStatistics {
  private OrderStatistics() {}

  /**
   * The fewest independent values with which the percentile has both ends.
   *
   * @param share the percentile in (0, 1); at 0 and 1 no number is enough
   * @return the number; {@code Integer.MAX_VALUE} where none is enough
   */
  public static int requiredFor(double share) {
    double larger = Math.max(share, 1 - share);
    if (larger >= 1) {
      return Integer.MAX_VALUE;
    }
    double needed = Math.ceil(Math.log(Interval.TAIL) / Math.log(larger));
    return needed < Integer.MAX_VALUE ? (int) needed : Integer.MAX_VALUE;
  }

  /**
   * The interval of independent values.
   *
   * @param sorted the values, ascending
   * @param share the percentile, in [0, 1]
   */
  public static Interval interval(double[] sorted, double share) {
    return independent(sorted, share, Interval.TAIL);
  }

  private static Interval independent(double[] sorted, double share, double tail) {
    int n = sorted.length;
    if (n == 0) {
      return Interval.NONE;
    }
    BinomialDistribution below = BinomialDistribution.of(n, share);
    // The value of rank r, from 1, lies over the percentile if fewer than r values lie below it.
    int lowRank = below.inverseCumulativeProbability(tail);
    while (lowRank > 0 && below.cumulativeProbability(lowRank - 1) > tail) {
      lowRank--;
    }
    int highRank = below.inverseSurvivalProbability(tail) + 1;
    while (highRank <= n && below.survivalProbability(highRank - 1) > tail) {
      highRank++;
    }
    return new Interval(
        lowRank < 1 ? null : Double.valueOf(sorted[lowRank - 1]),
        highRank > n ? null : Double.valueOf(sorted[highRank - 1]));
  }

  /**
   * The interval of values that are not independent, as if there were fewer of them: the binomial's
   * tails with a number of values that need not be whole (Korn and Graubard, Confidence Intervals
   * for Proportions with Small Expected Number of Positive Counts, Survey Methodology 24, 1998),
   * read back through the sample (Woodruff, Confidence Intervals for Medians and Other Position
   * Measures, JASA 47, 1952).
   *
   * @param sorted the values, ascending
   * @param share the percentile, in [0, 1]
   * @param effective how many independent values they are worth, see {@link #effectiveSize}
   */
  public static Interval interval(double[] sorted, double share, double effective) {
    return interval(sorted, share, effective, Interval.TAIL);
  }

  /**
   * The same at another level.
   *
   * @param sorted the values, ascending
   * @param share the percentile, in [0, 1]
   * @param effective how many independent values they are worth
   * @param tail what may lie beyond each end, in (0, 0.5)
   */
  public static Interval interval(double[] sorted, double share, double effective, double tail) {
    int n = sorted.length;
    if (n == 0) {
      return Interval.NONE;
    }
    if (effective >= n) {
      return independent(sorted, share, tail);
    }
    double below = share * effective;
    double above = effective - below;
    @Nullable Double low = null;
    @Nullable Double high = null;
    if (Math.pow(1 - share, effective) <= tail) {
      double at = BetaDistribution.of(below, above + 1).inverseCumulativeProbability(tail);
      low = sorted[(int) Math.min(n - 1, Math.max(0, Math.floor(at * n)))];
    }
    if (Math.pow(share, effective) <= tail) {
      double at = BetaDistribution.of(below + 1, above).inverseSurvivalProbability(tail);
      high = sorted[(int) Math.min(n - 1, Math.max(0, Math.ceil(at * n) - 1))];
    }
    return new Interval(low, high);
  }

  /**
   * How many independent values a sample is worth where a percentile is concerned: as many as would
   * give the share below it the error that its batches show. At least 1, at most the sample.
   *
   * @param below for each value 1 if it is at most the percentile, else 0, batched in order of time
   * @param share the percentile, in [0, 1]
   */
  public static double effectiveSize(BatchMean below, double share) {
    double count = below.count();
    double error = below.standardError();
    double variance = share * (1 - share);
    if (variance == 0 || !(error > 0)) {
      return count;
    }
    return Math.max(Math.min(1, count), Math.min(count, variance / (error * error)));
  }
}
