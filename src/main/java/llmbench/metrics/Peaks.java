// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.Arrays;

/**
 * The busiest second of a case, by vLLM's buckets and by a sweep.
 *
 * @param outputTokensPerSecond vLLM's {@code max_output_tokens_per_s}: most chunks that came in one
 *     bucket of a second, counted from the earliest start of a completed request
 * @param concurrentRequests vLLM's {@code max_concurrent_requests}: a request adds one to every
 *     bucket that it touches, so two requests one after the other in one second count as two
 * @param inFlight most completed requests that were truly in flight at one moment, from sending to
 *     the last chunk that counts, the end not included
 */
record Peaks(double outputTokensPerSecond, int concurrentRequests, int inFlight) {

  /** All columns in one order, one entry a completed request, but for the gaps, which are flat. */
  static Peaks of(Column starts, Column ttfts, Column e2els, Column itls, Column gapCounts) {
    if (starts.size() == 0) {
      return new Peaks(0, 0, 0);
    }
    double origin = Double.MAX_VALUE;
    double end = -Double.MAX_VALUE;
    for (int i = 0; i < starts.size(); i++) {
      origin = Math.min(origin, starts.get(i));
      end = Math.max(end, starts.get(i) + e2els.get(i));
    }
    int buckets = (int) Math.ceil(end - origin) + 1;
    long[] tokens = new long[buckets];
    int[] touching = new int[buckets];
    int gap = 0;
    for (int i = 0; i < starts.size(); i++) {
      double time = starts.get(i) + ttfts.get(i);
      count(tokens, time - origin);
      for (int k = 0; k < gapCounts.get(i); k++) {
        time += itls.get(gap++);
        count(tokens, time - origin);
      }
      int from = (int) (starts.get(i) - origin);
      int to = (int) (starts.get(i) + e2els.get(i) - origin);
      for (int second = from; second <= to; second++) {
        touching[second]++;
      }
    }
    return new Peaks(
        Arrays.stream(tokens).max().orElse(0),
        Arrays.stream(touching).max().orElse(0),
        sweep(starts, e2els));
  }

  private static void count(long[] buckets, double second) {
    int bucket = (int) second;
    if (bucket >= 0 && bucket < buckets.length) {
      buckets[bucket]++;
    }
  }

  private static int sweep(Column starts, Column e2els) {
    int n = starts.size();
    double[] begins = starts.toArray();
    double[] ends = new double[n];
    for (int i = 0; i < n; i++) {
      ends[i] = begins[i] + e2els.get(i);
    }
    Arrays.sort(begins);
    Arrays.sort(ends);
    int most = 0;
    int ended = 0;
    for (int i = 0; i < n; i++) {
      while (ends[ended] <= begins[i]) {
        ended++;
      }
      most = Math.max(most, i + 1 - ended);
    }
    return most;
  }
}
