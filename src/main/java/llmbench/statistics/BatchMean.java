// SPDX-License-Identifier: Apache-2.0
package llmbench.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean of values that come in groups, such as the gaps of one request after those of another,
 * and how sure it is. Groups that follow each other are alike, and so are the values of one group;
 * so the groups are put together, in the order of time, into {@value #BATCHES} batches, and the
 * batches' means are taken for independent (Law and Carson, A Sequential Procedure for Determining
 * the Length of a Steady-State Simulation, Operations Research 27, 1979; {@value #BATCHES} as in
 * Schmeiser, Batch Size Effects in the Analysis of Simulation Output, Operations Research 30,
 * 1982). Fewer than {@value #LEAST_FOR_BATCHES} groups are a batch each.
 *
 * <p>Batches hold different numbers of values, so the mean is a ratio, and its error that of a
 * ratio estimator (Cochran, Sampling Techniques, 3rd edition, 1977, section 6.3). With one value in
 * each group and a batch for each group it is Student's interval.
 */
public final class BatchMean {
  private static final int BATCHES = 30;
  private static final int LEAST_FOR_BATCHES = 60;

  private final int groups;
  private final double[] sums;
  private final double[] counts;

  /**
   * An empty mean.
   *
   * @param groups how many groups will come, 0 or more
   */
  public BatchMean(int groups) {
    this.groups = groups;
    int batches = groups < LEAST_FOR_BATCHES ? groups : BATCHES;
    this.sums = new double[batches];
    this.counts = new double[batches];
  }

  /** A mean of values that are a group each, in the order of time. */
  public static BatchMean of(double[] values) {
    BatchMean mean = new BatchMean(values.length);
    for (int i = 0; i < values.length; i++) {
      mean.add(i, values[i], 1);
    }
    return mean;
  }

  /**
   * Adds values of a group.
   *
   * @param group its place in time, from 0
   * @param sum their sum
   * @param count how many they are
   */
  public void add(int group, double sum, double count) {
    int batch = (int) ((long) group * sums.length / groups);
    sums[batch] += sum;
    counts[batch] += count;
  }

  /** How many values were added. */
  double count() {
    double count = 0;
    for (double each : counts) {
      count += each;
    }
    return count;
  }

  /** The mean of all values; 0 without values. */
  double mean() {
    double sum = 0;
    for (double each : sums) {
      sum += each;
    }
    double count = count();
    return count == 0 ? 0 : sum / count;
  }

  /** The standard error of the mean; infinite with fewer than two batches. */
  double standardError() {
    int batches = sums.length;
    double count = count();
    if (batches < 2 || count == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double mean = mean();
    double squares = 0;
    for (int i = 0; i < batches; i++) {
      double residual = sums[i] - mean * counts[i];
      squares += residual * residual;
    }
    return Math.sqrt(squares * batches / (batches - 1)) / count;
  }

  /** The mean's interval by Student's t; {@link Interval#NONE} with fewer than two batches. */
  public Interval interval() {
    double error = standardError();
    if (Double.isInfinite(error)) {
      return Interval.NONE;
    }
    double half =
        error * TDistribution.of(sums.length - 1).inverseSurvivalProbability(Interval.TAIL);
    return new Interval(mean() - half, mean() + half);
  }
}
