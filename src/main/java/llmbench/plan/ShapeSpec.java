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
 * @param stops what ends a case, or the run, before its time
 * @param warmup what is sent before the load; null for nothing
 * @param cooldown what is sent after its last request; null for nothing
 */
public record ShapeSpec(
    @Nullable Integer prefillConcurrency,
    @Nullable CancelSpec cancels,
    double probeRate,
    StopSpec stops,
    @Nullable PhaseSpec warmup,
    @Nullable PhaseSpec cooldown) {
  /** Nothing beside the requests that are measured, and none held back or cancelled. */
  public static final ShapeSpec NONE = new ShapeSpec(null, null, 0, StopSpec.NONE, null, null);

  /** Whether a case may end with no request that completed or failed. */
  boolean mayMeasureNothing() {
    return cancels != null || !stops.equals(StopSpec.NONE);
  }
}
