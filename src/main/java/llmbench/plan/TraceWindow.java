// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

/**
 * A part of a recorded trace, in seconds of the trace: from its first row on, before any speed-up.
 *
 * <pre>
 *   rows  │ │││  │ ││ │  │││ │  │
 *         0    [from        to)      seconds of the trace
 *               ╰── kept ──╯
 * </pre>
 *
 * @param fromSeconds first instant that is kept, 0 or more
 * @param toSeconds first instant that is no longer kept, above it; infinite for the trace's end
 */
public record TraceWindow(double fromSeconds, double toSeconds) {
  /** The whole trace. */
  public static final TraceWindow ALL = new TraceWindow(0, Double.POSITIVE_INFINITY);

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException if it is empty or begins before 0
   */
  public TraceWindow {
    if (!(fromSeconds >= 0) || !(toSeconds > fromSeconds)) {
      throw new IllegalArgumentException(
          "expected 0 <= from < to, found " + fromSeconds + " and " + toSeconds);
    }
  }
}
