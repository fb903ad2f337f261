// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.Arrays;

/**
 * How many tries were in flight at once: a sweep over their half-open intervals from send to end. A
 * slot that is refilled in the very nanosecond in which it became free counts once.
 */
final class FlightPeak {
  private final LongBlocks starts = new LongBlocks();
  private final LongBlocks ends = new LongBlocks();

  void add(long startNanos, long endNanos) {
    starts.add(startNanos);
    ends.add(Math.max(startNanos, endNanos));
  }

  int peak() {
    long[] sortedStarts = sorted(starts);
    long[] sortedEnds = sorted(ends);
    int peak = 0;
    int ended = 0;
    for (int started = 0; started < sortedStarts.length; started++) {
      while (sortedEnds[ended] <= sortedStarts[started] && ended < started) {
        ended++;
      }
      peak = Math.max(peak, started + 1 - ended);
    }
    return peak;
  }

  private static long[] sorted(LongBlocks blocks) {
    long[] values = new long[(int) blocks.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = blocks.get(i);
    }
    Arrays.sort(values);
    return values;
  }
}
