// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

/**
 * A request of a {@link VirtualRun}.
 *
 * @param dueNanos when it is to be sent, nanoseconds from the start of the run, 0 or more
 * @param promptTokens length of its prompt, at least 1
 * @param outputTokens length of its answer, at least 1
 */
public record VirtualRequest(long dueNanos, int promptTokens, int outputTokens) {
  /** Checks the ranges. */
  public VirtualRequest {
    if (dueNanos < 0 || promptTokens < 1 || outputTokens < 1) {
      throw new IllegalArgumentException(
          "expected a time ≥ 0 and lengths ≥ 1, found "
              + dueNanos
              + ", "
              + promptTokens
              + " and "
              + outputTokens);
    }
  }
}
