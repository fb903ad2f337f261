// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.util.Arrays;

/**
 * Counts tokens and requests in flight over time, in any order and in little memory: in stretches
 * of a millisecond, which are made twice as long whenever there would be more than {@link #MOST}.
 * Tokens are exact for each stretch, and so is the mean number in flight, by its area.
 */
final class TimelineTally {
  /** Stretches at most. */
  static final int MOST = 1 << 18;

  private long width = 1_000_000;
  private long[] tokens = new long[1024];
  private int[] net = new int[1024];
  private long[] area = new long[1024];

  /** Output tokens that were known then. */
  void tokens(long atNanos, int count) {
    int at = stretch(atNanos); // before the array is looked at, which it may replace
    tokens[at] += count;
  }

  /** A try was sent. */
  void began(long atNanos) {
    int at = stretch(atNanos);
    net[at]++;
    area[at] += (at + 1L) * width - atNanos;
  }

  /** A try ended. */
  void ended(long atNanos) {
    int at = stretch(atNanos);
    net[at]--;
    area[at] -= (at + 1L) * width - atNanos;
  }

  /**
   * The series between two times.
   *
   * @param most points at most
   * @param origin what times count from
   */
  Timeline timeline(long fromNanos, long toNanos, int most, long origin) {
    if (toNanos <= fromNanos) {
      return Timeline.NONE;
    }
    int first = stretch(fromNanos);
    int last = stretch(toNanos);
    int step = (last - first) / most + 1;
    int points = (last - first) / step + 1;
    double[] rate = new double[points];
    double[] flight = new double[points];
    long level = 0;
    for (int i = 0; i < first; i++) {
      level += net[i];
    }
    for (int point = 0; point < points; point++) {
      int from = first + point * step;
      int to = Math.min(from + step, last + 1);
      long count = 0;
      double occupied = 0;
      for (int i = from; i < to; i++) {
        count += tokens[i];
        occupied += (double) level * width + area[i];
        level += net[i];
      }
      double nanos = Math.min(to * width, toNanos) - Math.max(from * width, fromNanos);
      rate[point] = nanos <= 0 ? 0 : count / (nanos / 1e9);
      flight[point] = nanos <= 0 ? 0 : Math.max(0, occupied / nanos);
    }
    return new Timeline((first * width - origin) / 1e9, step * (double) width / 1e9, rate, flight);
  }

  private int stretch(long atNanos) {
    long at = Math.max(0, atNanos);
    while (at / width >= MOST) {
      widen();
    }
    int stretch = (int) (at / width);
    if (stretch >= tokens.length) {
      int length = Math.min(MOST, Math.max(stretch + 1, tokens.length * 2));
      tokens = Arrays.copyOf(tokens, length);
      net = Arrays.copyOf(net, length);
      area = Arrays.copyOf(area, length);
    }
    return stretch;
  }

  private void widen() {
    int length = (tokens.length + 1) / 2;
    long[] widerTokens = new long[length];
    int[] widerNet = new int[length];
    long[] widerArea = new long[length];
    for (int i = 0; i < tokens.length; i++) {
      int to = i / 2;
      widerTokens[to] += tokens[i];
      // What begins in the first half fills the second one.
      widerArea[to] += area[i] + (i % 2 == 0 ? net[i] * width : 0);
      widerNet[to] += net[i];
    }
    tokens = widerTokens;
    net = widerNet;
    area = widerArea;
    width *= 2;
  }
}
