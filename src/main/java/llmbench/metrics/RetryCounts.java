// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.List;

/**
 * Tries that were followed by another. They enter no figure; each request counts once, as its last
 * try ended.
 *
 * @param tries tries that failed and were sent again
 * @param requests requests that needed more than one
 * @param recovered those of them that completed in the end
 * @param reasons why the tries failed
 */
public record RetryCounts(int tries, int requests, int recovered, List<FailureGroup> reasons) {
  /** Copies the list. */
  public RetryCounts {
    reasons = List.copyOf(reasons);
  }
}
