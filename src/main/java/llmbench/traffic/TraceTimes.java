// SPDX-License-Identifier: Apache-2.0
package llmbench.traffic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import llmbench.plan.TraceWindow;

/**
 * When the requests of a recorded trace are sent: its times from the first one on, those of a
 * window of it, sped up.
 *
 * <pre>
 * trace   │ │││  │ ││ │  │││ │  │            window [3, 9), twice as fast
 *         0  [3      9)
 * sent       ││││ │                          a row at 4 s is sent at (4 − 3)/2 = 0.5 s
 *            0   3
 * </pre>
 *
 * The silence between the window's beginning and its first row is kept.
 */
public final class TraceTimes {
  private static final int MOST_SHOWN = 10;

  private final int[] rows;
  private final Arrivals arrivals;

  private TraceTimes(int[] rows, Arrivals arrivals) {
    this.rows = rows;
    this.arrivals = arrivals;
  }

  /** What to do with rows that are not in the order of their times. */
  public enum Order {
    /** It is a mistake. */
    REFUSED,
    /** They are brought into it; rows of the same time keep their order. */
    SORTED
  }

  /**
   * The rows that are sent, and when.
   *
   * @param seconds of each row, on any clock; at least one
   * @param speedup how many seconds of the trace pass in one, finite, above 0
   * @throws TrafficException if a time is no number, if they are not in order and must be, or if
   *     the window is empty
   */
  public static TraceTimes of(double[] seconds, TraceWindow window, double speedup, Order order) {
    if (!(speedup > 0) || Double.isInfinite(speedup)) {
      throw new IllegalArgumentException("expected a finite speed-up > 0, found " + speedup);
    }
    if (seconds.length == 0) {
      throw new TrafficException("trace: expected at least one row, found none");
    }
    check(seconds, order);
    int[] sorted = sorted(seconds);
    double start = seconds[sorted[0]];
    int from = first(seconds, sorted, start, window.fromSeconds());
    int to = first(seconds, sorted, start, window.toSeconds());
    if (from == to) {
      throw new TrafficException(
          "trace_window: expected at least one row from "
              + window.fromSeconds()
              + " s to "
              + window.toSeconds()
              + " s of the trace, found none: it has "
              + seconds.length
              + " rows from 0 s to "
              + (seconds[sorted[sorted.length - 1]] - start)
              + " s");
    }
    int[] kept = Arrays.copyOfRange(sorted, from, to);
    double[] offsets = new double[kept.length];
    for (int i = 0; i < kept.length; i++) {
      offsets[i] = (seconds[kept[i]] - start - window.fromSeconds()) / speedup;
    }
    return new TraceTimes(kept, Arrivals.of(offsets, offsets.length));
  }

  private static void check(double[] seconds, Order order) {
    List<String> mistakes = new ArrayList<>();
    int wrong = 0;
    double latest = Double.NEGATIVE_INFINITY;
    int rowOfLatest = 0;
    for (int i = 0; i < seconds.length; i++) {
      String mistake = null;
      if (!Double.isFinite(seconds[i])) {
        mistake = "expected a time in seconds, found " + seconds[i];
      } else if (seconds[i] < latest && order == Order.REFUSED) {
        mistake =
            "expected a time not before "
                + latest
                + " of row "
                + rowOfLatest
                + ", found "
                + seconds[i];
      } else {
        latest = seconds[i];
        rowOfLatest = i + 1;
      }
      if (mistake != null && wrong++ < MOST_SHOWN) {
        mistakes.add("trace, row " + (i + 1) + ": " + mistake);
      }
    }
    if (wrong > MOST_SHOWN) {
      mistakes.add("trace: " + (wrong - MOST_SHOWN) + " more rows are wrong");
    }
    if (wrong > 0) {
      throw new TrafficException(String.join("\n", mistakes));
    }
  }

  private static int[] sorted(double[] seconds) {
    IntStream rows = IntStream.range(0, seconds.length);
    for (int i = 1; i < seconds.length; i++) {
      if (seconds[i] < seconds[i - 1]) {
        return rows.boxed()
            .sorted(Comparator.comparingDouble(row -> seconds[row]))
            .mapToInt(Integer::intValue)
            .toArray();
      }
    }
    return rows.toArray();
  }

  /** The first place whose time is not before an instant of the trace. */
  private static int first(double[] seconds, int[] sorted, double start, double instant) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (seconds[sorted[middle]] - start < instant) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many rows are sent, at least 1. */
  public int size() {
    return rows.length;
  }

  /**
   * Which row is sent there.
   *
   * @param index from 0, in the order of sending
   * @return number of the row, from 0
   */
  public int row(int index) {
    return rows[index];
  }

  /** When they are sent. */
  public Arrivals arrivals() {
    return arrivals;
  }
}
