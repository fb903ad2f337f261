// SPDX-License-Identifier: Apache-2.0
package llmbench.statistics;

/**
 * How sure a ratio of sums over time is, where what follows each other is alike: batch means with
 * as few batches as it takes.
 *
 * <p>Neighbouring batches are joined while they are more alike than chance would have it (the test
 * is that of {@link Autocorrelation#positive}) and at least {@value #FEWEST} would be left. What
 * likeness then remains widens the error by √((1 + ρ) / (1 − ρ)), as in SBatch (Lada, Steiger and
 * Wilson, SBatch: A Spaced Batch Means Procedure for Steady-State Simulation Analysis, Journal of
 * Simulation 2, 2008). The error is that of a ratio estimator (Cochran, Sampling Techniques, 3rd
 * edition, 1977, section 6.3).
 *
 * <p>Few batches hide how alike they are, and noise within them does too. So the error is at least
 * that of the batches when they are joined further; and where the first ones are alike, error and
 * degrees of freedom are at least as unsure as those of n (1 − ρ) / (1 + ρ) independent ones, which
 * is what n values of an autoregressive series are worth, with ρ corrected for its bias (Marriott
 * and Pope, Bias in the Estimation of Autocorrelations, Biometrika 41, 1954).
 */
public final class SettledBatches {
  /** The fewest batches that are made by joining. */
  private static final int FEWEST = 5;

  private static final double MOST_ALIKE = 0.8;
  private static final double MOST_ALIKE_AT_FIRST = 0.95;

  private final double value;
  private final double error;
  private final double freedom;

  private SettledBatches(double value, double error, double freedom) {
    this.value = value;
    this.error = error;
    this.freedom = Math.max(1, freedom);
  }

  /**
   * Of batches that follow each other in time.
   *
   * @param sums of each batch
   * @param counts what each sum is divided by, such as how many values or seconds it is of; 0 or
   *     more
   */
  public static SettledBatches of(double[] sums, double[] counts) {
    double independent = independent(residuals(sums, counts));
    double[] tops = sums;
    double[] bottoms = counts;
    while (tops.length / 2 >= FEWEST && Autocorrelation.positive(residuals(tops, bottoms))) {
      tops = joined(tops);
      bottoms = joined(bottoms);
    }
    double count = sum(bottoms);
    double value = count == 0 ? 0 : sum(tops) / count;
    int batches = tops.length;
    if (batches < 2 || count == 0) {
      return new SettledBatches(value, Double.POSITIVE_INFINITY, 1);
    }
    double[] residuals = residuals(tops, bottoms);
    double alike = Math.min(MOST_ALIKE, Math.max(0, Autocorrelation.at(residuals, 1)));
    double error = Math.sqrt((1 + alike) / (1 - alike)) * error(residuals, batches, count);
    // Where noise hides it, what is alike shows in longer batches alone.
    double[] longerTops = tops;
    double[] longerBottoms = bottoms;
    while (longerTops.length / 2 >= FEWEST) {
      longerTops = joined(longerTops);
      longerBottoms = joined(longerBottoms);
      error =
          Math.max(error, error(residuals(longerTops, longerBottoms), longerTops.length, count));
    }
    double[] first = residuals(sums, counts);
    if (independent < first.length) {
      error = Math.max(error, error(first, independent, count));
    }
    return new SettledBatches(value, error, Math.min(batches, independent) - 1);
  }

  /** Of a sum of residuals that are worth so many independent ones. */
  private static double error(double[] residuals, double independent, double count) {
    double squares = 0;
    for (double residual : residuals) {
      squares += residual * residual;
    }
    double variance = squares / (residuals.length - 1);
    return Math.sqrt(variance / independent) * residuals.length / count;
  }

  private static double independent(double[] residuals) {
    int n = residuals.length;
    if (n < FEWEST || !Autocorrelation.positive(residuals)) {
      return n;
    }
    double unbiased = (n * Autocorrelation.at(residuals, 1) + 1) / (n - 3.0);
    double alike = Math.min(MOST_ALIKE_AT_FIRST, Math.max(0, unbiased));
    return n * (1 - alike) / (1 + alike);
  }

  /** The ratio of all sums to all counts; 0 where there is nothing to divide by. */
  public double value() {
    return value;
  }

  /** The standard error; infinite where too little is known. */
  public double standardError() {
    return error;
  }

  /** Degrees of freedom of the error: one fewer than independent batches, at least 1. */
  public double degreesOfFreedom() {
    return freedom;
  }

  /** What each batch has more than its count would give it. */
  private static double[] residuals(double[] sums, double[] counts) {
    double count = sum(counts);
    double ratio = count == 0 ? 0 : sum(sums) / count;
    double[] residuals = new double[sums.length];
    for (int i = 0; i < sums.length; i++) {
      residuals[i] = sums[i] - ratio * counts[i];
    }
    return residuals;
  }

  /** Each two become one; an odd last one joins the pair before it. */
  private static double[] joined(double[] values) {
    double[] half = new double[values.length / 2];
    for (int i = 0; i < values.length; i++) {
      half[Math.min(half.length - 1, i / 2)] += values[i];
    }
    return half;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
