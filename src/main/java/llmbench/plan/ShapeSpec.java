// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import org.jspecify.annotations.Nullable;

/**
 * What shapes a load beside the times of its requests.
 *
 * @param prefillConcurrency most requests that wait for their first output at once, at least 1;
 *     null for no limit
 * @param cancels which requests the client cancels; null for none
 * @param probeRate small requests a second that are sent beside the load; 0 for none
 */
public record ShapeSpec(
    @Nullable Integer prefillConcurrency, @Nullable CancelSpec cancels, double probeRate) {
  /** Nothing beside the requests that are measured, and none held back or cancelled. */
  public static final ShapeSpec NONE = new ShapeSpec(null, null, 0);

  /** Whether a case may end with no request that completed or failed. */
  boolean mayMeasureNothing() {
    return cancels != null;
  }
}
