// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.util.List;

/**
 * A value over time, from 0 s on, of straight pieces one after the other; between two it may jump.
 *
 * <pre>
 * value
 *  50 ┤              ╱│
 *     │          ╱    │
 *  20 ┤      ╱        │
 *   5 ┤━━━━━┥         └━━━━━━━━ ┄ ┄   (held from its end on)
 *   0 ┼─────┬─────────┬────────┬──── seconds
 *     0    30        90      100
 *      [30 s: 5]  [60 s: 20→50]  [10 s: 5]
 * </pre>
 *
 * @param pieces at least one
 */
public record Curve(List<Piece> pieces) {

  /**
   * Takes a copy.
   *
   * @throws IllegalArgumentException if there is no piece
   */
  public Curve {
    pieces = List.copyOf(pieces);
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException("expected at least one piece, found none");
    }
  }

  /** One value for so long. */
  public static Curve constant(double value, double seconds) {
    return new Curve(List.of(new Piece(seconds, value, value)));
  }

  /**
   * A straight piece.
   *
   * @param seconds its length, finite, above 0
   * @param from value at its beginning, finite, 0 or more
   * @param to value that it reaches at its end, finite, 0 or more
   */
  public record Piece(double seconds, double from, double to) {
    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Piece {
      if (!(seconds > 0) || !(from >= 0) || !(to >= 0) || !Double.isFinite(seconds + from + to)) {
        throw new IllegalArgumentException(
            "expected seconds > 0 and values >= 0, found "
                + (seconds + ", " + from + " and " + to));
      }
    }
  }

  /** Length of all pieces. */
  public double seconds() {
    double sum = 0;
    for (Piece piece : pieces) {
      sum += piece.seconds();
    }
    return sum;
  }

  /** The largest value. */
  public double peak() {
    double most = 0;
    for (Piece piece : pieces) {
      most = Math.max(most, Math.max(piece.from(), piece.to()));
    }
    return most;
  }

  /** The value at its end, which is held from then on. */
  public double last() {
    return pieces.get(pieces.size() - 1).to();
  }
}
