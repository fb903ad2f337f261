// SPDX-License-Identifier: Apache-2.0
package llmbench.calibration;

/**
 * Decides when the client is warm: its CPU time per frame, the compiler's included, no longer
 * falls. Fed once per interval.
 */
final class CostWatch {
  /** A fall by less than this share is none. */
  private static final double LEAST_FALL = 0.1;

  /** So many intervals without a fall make it warm. */
  private static final int STEADY_INTERVALS = 4;

  private double best = Double.POSITIVE_INFINITY;
  private double last = Double.NaN;
  private int steady;

  /**
   * Takes an interval.
   *
   * @param cpuNanos CPU time of the process in it
   * @param frames frames read in it; an interval without any says nothing
   */
  void interval(long cpuNanos, long frames) {
    if (frames == 0) {
      return;
    }
    last = (double) cpuNanos / frames;
    steady = last < best * (1 - LEAST_FALL) ? 0 : steady + 1;
    best = Math.min(best, last);
  }

  boolean warm() {
    return steady >= STEADY_INTERVALS;
  }

  /** CPU nanoseconds per frame of the last interval; NaN before the first. */
  double lastNanosPerFrame() {
    return last;
  }
}
