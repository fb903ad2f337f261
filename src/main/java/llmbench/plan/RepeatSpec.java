// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import org.jspecify.annotations.Nullable;

/**
 * How often each case is run, and in which order.
 *
 * @param numRuns runs of each case, at least 1; with {@code until} the least
 * @param varySeed whether each run has prompts of its own; else all send the same, as vLLM's do
 * @param shuffleCases whether runs go in rounds, each with the cases in an order drawn by the seed
 * @param until ends a case's runs early; null without
 */
public record RepeatSpec(
    int numRuns, boolean varySeed, boolean shuffleCases, @Nullable Until until) {
  /** Each case once. */
  public static final RepeatSpec ONCE = new RepeatSpec(1, false, false, null);

  /** Fewer runs give no interval worth the name. */
  public static final int LEAST_FOR_INTERVAL = 3;

  /**
   * A case is run again until the 95 % interval of a figure's mean is narrow enough.
   *
   * @param figure such as {@code mean_ttft_ms}
   * @param halfWidth the interval's half width as a share of the mean, above 0
   * @param maxRuns after which no further run follows, at least {@link #LEAST_FOR_INTERVAL}
   */
  public record Until(String figure, double halfWidth, int maxRuns) {}

  /** Runs that a case has at least. */
  public int least() {
    return until == null ? numRuns : Math.max(numRuns, LEAST_FOR_INTERVAL);
  }

  /** Runs that a case has at most. */
  public int most() {
    return until == null ? numRuns : until.maxRuns();
  }
}
