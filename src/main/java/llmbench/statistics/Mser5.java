// SPDX-License-Identifier: Apache-2.0
package llmbench.statistics;

/**
 * Where a series has left its beginning behind: MSER-5 (White, An Effective Truncation Heuristic
 * for Bias Reduction in Simulation Output, Simulation 69, 1997; White, Cobb and Spratt, A
 * Comparison of Five Steady-State Truncation Heuristics for Simulation, Winter Simulation
 * Conference 2000).
 *
 * <p>The series is averaged in batches of five. Of all ways to cut d batches from its beginning, at
 * most half of them, the one is taken that makes the standard error of what remains smallest: Σ (y
 * − ȳ)² / (n − d)².
 */
public final class Mser5 {
  private static final int BATCH = 5;

  private Mser5() {}

  /**
   * How many values to cut from the beginning.
   *
   * @param values the series, in order of time
   * @return a multiple of five, at most half of the series; 0 for fewer than ten values. Of equal
   *     cuts the shortest.
   */
  public static int truncation(double[] values) {
    int batches = values.length / BATCH;
    double centre = 0; // a shift that keeps the running sums small and exact
    for (double value : values) {
      centre += value / values.length;
    }
    double sum = 0;
    double squares = 0;
    double best = Double.POSITIVE_INFINITY;
    int cut = 0;
    for (int batch = batches - 1; batch >= 0; batch--) {
      double mean = 0;
      for (int i = 0; i < BATCH; i++) {
        mean += (values[batch * BATCH + i] - centre) / BATCH;
      }
      sum += mean;
      squares += mean * mean;
      int rest = batches - batch;
      if (batch <= batches / 2) {
        double score = Math.max(0, squares - sum * sum / rest) / ((double) rest * rest);
        if (score <= best) {
          best = score;
          cut = batch;
        }
      }
    }
    return cut * BATCH;
  }
}
