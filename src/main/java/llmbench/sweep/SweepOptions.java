// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

/**
 * How the points are measured.
 *
 * @param numRuns results of each point; at least 1
 * @param warmupNumPrompts requests of a run before them that does not count; 0 for none
 * @param continueOnError whether a run or a server that fails is recorded and passed over
 */
public record SweepOptions(int numRuns, int warmupNumPrompts, boolean continueOnError) {
  /** Checks the numbers. */
  public SweepOptions {
    if (numRuns < 1) {
      throw new SweepException("num_runs: expected an integer ≥ 1, found " + numRuns);
    }
    if (warmupNumPrompts < 0) {
      throw new SweepException(
          "warmup_num_prompts: expected an integer ≥ 0, found " + warmupNumPrompts);
    }
  }
}
