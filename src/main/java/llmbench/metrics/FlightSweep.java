// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.Arrays;

/**
 * How many tries were in flight: a sweep over their half-open intervals from send to end. A slot
 * that is refilled in the very nanosecond in which it became free counts once.
 */
final class FlightSweep {
  /** Takes a stretch of time in which the same number was in flight. */
  interface Stretch {
    void accept(long fromNanos, long toNanos, int inFlight);
  }

  private final LongBlocks starts = new LongBlocks();
  private final LongBlocks ends = new LongBlocks();
  private long[] sortedStarts = {};
  private long[] sortedEnds = {};

  void add(long startNanos, long endNanos) {
    starts.add(startNanos);
    ends.add(Math.max(startNanos, endNanos));
  }

  /** The most at once; 0 without tries. */
  int peak() {
    sort();
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

  /** All stretches in order, from the first send to the last end. */
  void sweep(Stretch stretch) {
    sort();
    int started = 0;
    int ended = 0;
    long at = 0;
    while (ended < sortedEnds.length) {
      boolean end = started == sortedStarts.length || sortedEnds[ended] <= sortedStarts[started];
      long next = end ? sortedEnds[ended] : sortedStarts[started];
      if (started > 0 && next > at) {
        stretch.accept(at, next, started - ended);
      }
      at = next;
      // A try that took no time starts before it ends.
      if (end && ended < started) {
        ended++;
      } else {
        started++;
      }
    }
  }

  /** The mean number in flight in each window, by time. */
  double[] means(Windows windows) {
    double[] means = new double[windows.count()];
    sweep(
        (from, to, inFlight) ->
            overlaps(
                windows, from, to, (window, nanos) -> means[window] += (double) inFlight * nanos));
    for (int window = 0; window < means.length; window++) {
      means[window] /= windows.end(window) - windows.start(window);
    }
    return means;
  }

  /** The most in flight in each window. */
  int[] peaks(Windows windows) {
    int[] peaks = new int[windows.count()];
    sweep(
        (from, to, inFlight) ->
            overlaps(
                windows,
                from,
                to,
                (window, nanos) -> peaks[window] = Math.max(peaks[window], inFlight)));
    return peaks;
  }

  /** The number that was reached or undercut for a share of the time; 0 without time. */
  int quantile(double share) {
    long[] nanosAt = new long[peak() + 1];
    sweep((from, to, inFlight) -> nanosAt[inFlight] += to - from);
    long all = Arrays.stream(nanosAt).sum();
    long below = 0;
    for (int level = 0; level < nanosAt.length; level++) {
      below += nanosAt[level];
      if (below > 0 && below >= share * all) {
        return level;
      }
    }
    return 0;
  }

  /** When so many were in flight for the first time; the last end if they never were. */
  long firstReached(int level) {
    long[] found = {Long.MAX_VALUE};
    sweep(
        (from, to, inFlight) -> {
          if (inFlight >= level) {
            found[0] = Math.min(found[0], from);
          }
        });
    return found[0] == Long.MAX_VALUE ? sortedEnds[sortedEnds.length - 1] : found[0];
  }

  /** The last send; there must be a try. */
  long lastStart() {
    sort();
    return sortedStarts[sortedStarts.length - 1];
  }

  /** When all tries that were sent up to a time had ended. */
  long endOfThoseSentBy(long nanos) {
    long end = nanos;
    for (long i = 0; i < starts.size(); i++) {
      if (starts.get(i) <= nanos) {
        end = Math.max(end, ends.get(i));
      }
    }
    return end;
  }

  private interface Overlap {
    void accept(int window, long nanos);
  }

  private static void overlaps(Windows windows, long from, long to, Overlap overlap) {
    long start = Math.max(from, windows.fromNanos());
    long end = Math.min(to, windows.toNanos());
    while (start < end) {
      int window = windows.index(start);
      long until = Math.min(end, windows.end(window));
      overlap.accept(window, until - start);
      start = until;
    }
  }

  private void sort() {
    if (sortedStarts.length != starts.size()) {
      sortedStarts = sorted(starts);
      sortedEnds = sorted(ends);
    }
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
