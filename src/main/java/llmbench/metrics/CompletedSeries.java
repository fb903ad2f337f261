// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.Arrays;

/** TTFT and E2EL of the requests that completed in a window, in order of their last chunk. */
final class CompletedSeries {
  private final long[] endNanos;
  private final double[] ttfts;
  private final double[] e2els;

  private CompletedSeries(long[] endNanos, double[] ttfts, double[] e2els) {
    this.endNanos = endNanos;
    this.ttfts = ttfts;
    this.e2els = e2els;
  }

  static CompletedSeries of(EventWalk walk, long from, long to) {
    LongBlocks ends = new LongBlocks();
    LongBlocks ttfts = new LongBlocks();
    LongBlocks e2els = new LongBlocks();
    walk.walk(
        new EventSink() {
          @Override
          public boolean eachChunk() {
            return false;
          }

          @Override
          public void completed(long atNanos, RequestLatencies latencies) {
            if (atNanos >= from && atNanos < to) {
              ends.add(atNanos);
              ttfts.add(Double.doubleToRawLongBits(latencies.ttft()));
              e2els.add(Double.doubleToRawLongBits(latencies.e2el()));
            }
          }
        });
    return sorted(ends, ttfts, e2els, from, to);
  }

  /** By sorting longs that hold a time and a place: where they do not fit, time is coarser. */
  private static CompletedSeries sorted(
      LongBlocks ends, LongBlocks ttfts, LongBlocks e2els, long from, long to) {
    int n = (int) ends.size();
    int placeBits = bits(n);
    int shift = Math.max(0, bits(to - from) + placeBits - 63);
    long[] keys = new long[n];
    for (int i = 0; i < n; i++) {
      keys[i] = (ends.get(i) - from) >>> shift << placeBits | i;
    }
    Arrays.sort(keys);
    long[] sortedEnds = new long[n];
    double[] sortedTtfts = new double[n];
    double[] sortedE2els = new double[n];
    for (int i = 0; i < n; i++) {
      long place = keys[i] & ((1L << placeBits) - 1);
      sortedEnds[i] = ends.get(place);
      sortedTtfts[i] = Double.longBitsToDouble(ttfts.get(place));
      sortedE2els[i] = Double.longBitsToDouble(e2els.get(place));
    }
    return new CompletedSeries(sortedEnds, sortedTtfts, sortedE2els);
  }

  private static int bits(long value) {
    return Long.SIZE - Long.numberOfLeadingZeros(value);
  }

  int size() {
    return endNanos.length;
  }

  long endNanos(int request) {
    return endNanos[request];
  }

  double[] ttfts() {
    return ttfts;
  }

  double[] e2els() {
    return e2els;
  }
}
