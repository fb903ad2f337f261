// SPDX-License-Identifier: Apache-2.0
package llmbench.traffic;

import java.util.List;
import llmbench.plan.Curve;
import llmbench.plan.Curve.Piece;

/**
 * How many arrivals a rate has brought by an instant, and the reverse: the integral Λ of a rate of
 * straight pieces, and its inverse, by the quadratic formula in the form that loses no digits.
 * Beyond its end the rate is held.
 */
final class RateIntegral {
  private final List<Piece> pieces;
  private final double last;
  private int at;
  private double start;
  private double before;

  RateIntegral(Curve rate) {
    this.pieces = rate.pieces();
    this.last = rate.last();
  }

  private static double mass(Piece piece) {
    return piece.seconds() * (piece.from() + piece.to()) / 2;
  }

  private static double massWithin(Piece piece, double seconds) {
    double slope = (piece.to() - piece.from()) / piece.seconds();
    return seconds * (piece.from() + slope * seconds / 2);
  }

  /** Λ: arrivals from 0 to an instant. */
  static double until(Curve rate, double seconds) {
    double mass = 0;
    double start = 0;
    for (Piece piece : rate.pieces()) {
      if (seconds < start + piece.seconds()) {
        return mass + massWithin(piece, seconds - start);
      }
      mass += mass(piece);
      start += piece.seconds();
    }
    return mass + (seconds - start) * rate.last();
  }

  /**
   * The first instant by which there have been so many; infinite if there never are.
   *
   * @param mass not below that of the call before
   */
  double timeOf(double mass) {
    while (at < pieces.size() && mass > before + mass(pieces.get(at))) {
      before += mass(pieces.get(at));
      start += pieces.get(at).seconds();
      at++;
    }
    double more = mass - before;
    if (more <= 0) {
      return start;
    }
    if (at == pieces.size()) {
      return start + more / last;
    }
    Piece piece = pieces.get(at);
    double slope = (piece.to() - piece.from()) / piece.seconds();
    double rate = Math.sqrt(Math.max(0, piece.from() * piece.from() + 2 * slope * more));
    return start + Math.min(piece.seconds(), 2 * more / (piece.from() + rate));
  }
}
