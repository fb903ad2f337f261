// SPDX-License-Identifier: Apache-2.0
package llmbench.statistics;

/**
 * Many questions at once: the step-down procedure of Holm (A Simple Sequentially Rejective Multiple
 * Test Procedure, Scandinavian Journal of Statistics 6, 1979). Whatever the questions have to do
 * with each other, the chance that any true null hypothesis is rejected is at most the level.
 */
public final class Holm {
  /** Tells whether a question's null hypothesis is rejected at a level. */
  @FunctionalInterface
  public interface Test {
    /**
     * Must hold at every higher level too.
     *
     * @param question from 0
     * @param level of this question alone, in (0, 1)
     */
    boolean rejects(int question, double level);
  }

  private Holm() {}

  /**
   * The level at which each question is judged. All m are judged at level / m; if r are rejected,
   * the others at level / (m − r), and so on until none is rejected. That rejects the same as
   * Holm's order of p-values, of which none is needed.
   *
   * @param questions how many, 0 or more
   * @param level of all together, in (0, 1)
   * @param test rejects a question at a level
   * @return for each question the level of the round in which it was rejected, or of the last one
   */
  public static double[] levels(int questions, double level, Test test) {
    double[] levels = new double[questions];
    boolean[] rejected = new boolean[questions];
    int left = questions;
    boolean more = left > 0;
    while (more) {
      double own = level / left;
      more = false;
      for (int i = 0; i < questions; i++) {
        if (!rejected[i]) {
          levels[i] = own;
          rejected[i] = test.rejects(i, own);
          more |= rejected[i];
        }
      }
      int kept = left(rejected);
      more &= kept > 0;
      left = kept;
    }
    return levels;
  }

  private static int left(boolean[] rejected) {
    int left = 0;
    for (boolean each : rejected) {
      left += each ? 0 : 1;
    }
    return left;
  }
}
