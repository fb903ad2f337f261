// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

/**
 * Exact mode's times.
 *
 * @param ttftMillis from reading a request to its first token
 * @param itlMillis from each token to the next
 */
record ExactPace(double ttftMillis, double itlMillis) {
  private static final double MAX_MILLIS = 3_600_000;
  private static final double NANOS_PER_MILLI = 1e6;

  /** Checks the range: from 0 to an hour. */
  ExactPace {
    if (!(ttftMillis >= 0
        && ttftMillis <= MAX_MILLIS
        && itlMillis >= 0
        && itlMillis <= MAX_MILLIS)) {
      throw new IllegalArgumentException("expected ms from 0 to 3600000");
    }
  }

  long ttftNanos() {
    return Math.round(ttftMillis * NANOS_PER_MILLI);
  }

  long itlNanos() {
    return Math.round(itlMillis * NANOS_PER_MILLI);
  }
}
