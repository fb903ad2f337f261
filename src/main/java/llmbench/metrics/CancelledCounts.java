// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.List;

/**
 * Requests that the client ended on purpose. They are neither completed nor failed, and in no
 * figure but the peaks of what was in flight, and the duration.
 *
 * @param requests how many
 * @param outputTokens tokens that had come of their answers, by chunks with output
 * @param reasons why, the most frequent first
 */
public record CancelledCounts(int requests, long outputTokens, List<FailureGroup> reasons) {
  /** None. */
  public static final CancelledCounts NONE = new CancelledCounts(0, 0, List.of());

  /** Copies the list. */
  public CancelledCounts {
    reasons = List.copyOf(reasons);
  }
}
