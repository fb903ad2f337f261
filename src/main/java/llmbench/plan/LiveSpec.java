// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

/**
 * What is shown of a run while it goes on.
 *
 * @param disableTqdm vLLM's {@code --disable-tqdm}: no progress
 * @param quiet no progress either, by a name of our own
 */
public record LiveSpec(boolean disableTqdm, boolean quiet) {
  /** Progress, and nothing else. */
  public static final LiveSpec PROGRESS = new LiveSpec(false, false);

  /** Whether progress is shown. */
  public boolean progress() {
    return !disableTqdm && !quiet;
  }
}
