// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.Arrays;

/**
 * The most output tokens of completed requests that arrived in any one second.
 *
 * @param tokens in [t, t + 1 s), of all t; 0 without output
 * @param atSeconds the first such t at which a chunk arrived, since the case began; 0 without
 *     output
 */
public record TokenPeak(long tokens, double atSeconds) {
  private static final int TOKEN_BITS = 16;
  private static final int MOST_TOKENS = (1 << TOKEN_BITS) - 1;
  private static final int TIME_BITS = 63 - TOKEN_BITS;

  /** A sweep over all chunks: time and tokens share a long, so that sorting needs no objects. */
  static TokenPeak of(EventWalk walk, long originNanos, long endNanos) {
    int[] chunks = {0};
    walk.walk(
        new EventSink() {
          @Override
          public void output(long atNanos, int tokens) {
            chunks[0] += tokens > 0 ? 1 : 0;
          }
        });
    // 47 bits hold 39 hours in nanoseconds; a longer case is told by 2, 4, … of them.
    int shift =
        Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(endNanos - originNanos) - TIME_BITS);
    long[] arrivals = new long[chunks[0]];
    walk.walk(
        new EventSink() {
          private int filled;

          @Override
          public void output(long atNanos, int tokens) {
            if (tokens > 0) {
              long time = Math.max(0, atNanos - originNanos) >>> shift;
              arrivals[filled++] = time << TOKEN_BITS | Math.min(tokens, MOST_TOKENS);
            }
          }
        });
    Arrays.sort(arrivals);
    return sweep(arrivals, shift);
  }

  private static TokenPeak sweep(long[] arrivals, int shift) {
    long second = 1_000_000_000L >>> shift;
    long inside = 0;
    long most = 0;
    long mostAt = 0;
    int end = 0;
    for (int start = 0; start < arrivals.length; start++) {
      long from = arrivals[start] >>> TOKEN_BITS;
      while (end < arrivals.length && (arrivals[end] >>> TOKEN_BITS) - from < second) {
        inside += arrivals[end] & MOST_TOKENS;
        end++;
      }
      if (inside > most) {
        most = inside;
        mostAt = from;
      }
      inside -= arrivals[start] & MOST_TOKENS;
    }
    return new TokenPeak(most, RequestSamples.seconds(mostAt << shift));
  }
}
