// SPDX-License-Identifier: Apache-2.0
package llmbench.traffic;

import java.util.List;
import llmbench.plan.Curve;
import llmbench.plan.Curve.Piece;

/**
 * How many users there may be at a time: a curve cut to whole numbers.
 *
 * <pre>
 * users
 *   4 ┤           ┌──┐
 *   3 ┤        ┌──┘  │
 *   2 ┤     ┌──┘     └──── ┄ ┄     (held from its end on)
 *   1 ┤─────┘
 *   0 ┼─────┬────────┬─────┬─── seconds
 *        [1] [2 → 5)    [2]
 * </pre>
 *
 * User k, from 1, is active while the level is at least k. A level that a piece reaches only at its
 * very end counts from the next piece on, or from the curve's end.
 */
public final class ConcurrencyLevels {
  private static final double NANOS = 1e9;

  /** A value that is a whole number but for rounding counts as that. */
  private static final double ROUNDING = 1e-9;

  private final List<Piece> pieces;
  private final long[] starts;
  private final int last;
  private final int peak;

  /**
   * Of a curve of users over seconds.
   *
   * @param curve values at most {@code Integer.MAX_VALUE}
   */
  public ConcurrencyLevels(Curve curve) {
    this.pieces = curve.pieces();
    this.starts = new long[pieces.size() + 1];
    double seconds = 0;
    int most = 0;
    for (int i = 0; i < pieces.size(); i++) {
      seconds += pieces.get(i).seconds();
      starts[i + 1] = Math.round(seconds * NANOS);
      long end = starts[i + 1] - 1;
      most = Math.max(most, Math.max(within(i, starts[i]), within(i, end)));
    }
    this.last = whole(curve.last());
    this.peak = Math.max(most, last);
  }

  private static int whole(double value) {
    return (int) Math.floor(value + ROUNDING);
  }

  private int within(int piece, long nanos) {
    Piece line = pieces.get(piece);
    double share = (nanos - starts[piece]) / (double) (starts[piece + 1] - starts[piece]);
    return whole(line.from() + (line.to() - line.from()) * share);
  }

  /**
   * The level at an instant.
   *
   * @param nanos from the start of the case, 0 or more
   */
  int at(long nanos) {
    int piece = piece(nanos);
    return piece == pieces.size() ? last : within(piece, nanos);
  }

  /** The piece of an instant; how many there are once all have ended. */
  private int piece(long nanos) {
    int piece = 0;
    while (piece < pieces.size() && nanos >= starts[piece + 1]) {
      piece++;
    }
    return piece;
  }

  /**
   * The first instant, not before one, at which the level is at least so high: when a user who had
   * to stop goes on.
   *
   * @param level at least 1
   * @param fromNanos from the start of the case, 0 or more
   * @return nanoseconds from the start of the case; −1 if it never is again
   */
  public long nextAtLeast(int level, long fromNanos) {
    long from = fromNanos;
    for (int piece = piece(from); piece < pieces.size(); piece++) {
      from = Math.max(from, starts[piece]);
      if (within(piece, from) >= level) {
        return from;
      }
      long end = starts[piece + 1] - 1;
      if (from < end && within(piece, end) >= level) {
        return firstAtLeast(level, piece, from, end);
      }
    }
    return last >= level ? Math.max(from, endNanos()) : -1;
  }

  /** By halving: below the level at the first, not at the last instant of a rising piece. */
  private long firstAtLeast(int level, int piece, long below, long atLeast) {
    long low = below;
    long high = atLeast;
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (within(piece, middle) >= level) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /** The highest level there ever is. */
  int peak() {
    return peak;
  }

  /** When the curve has ended, in nanoseconds; its last value is held from then on. */
  long endNanos() {
    return starts[pieces.size()];
  }
}
