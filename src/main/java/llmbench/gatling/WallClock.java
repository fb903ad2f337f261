// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import llmbench.recording.NanoClock;

/**
 * Turns readings of the monotonic clock into wall-clock milliseconds, by one anchor taken once, so
 * that later steps of the wall clock move no time stamp.
 *
 * @param anchorEpochMillis wall-clock time at the anchor
 * @param anchorNanos {@link NanoClock} reading at the anchor
 */
public record WallClock(long anchorEpochMillis, long anchorNanos) {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** Anchored now. */
  static WallClock now(NanoClock clock) {
    return new WallClock(System.currentTimeMillis(), clock.nanoTime());
  }

  /** Epoch milliseconds of a reading, rounded down. */
  long epochMillis(long nanos) {
    return anchorEpochMillis + Math.floorDiv(nanos - anchorNanos, NANOS_PER_MILLI);
  }
}
