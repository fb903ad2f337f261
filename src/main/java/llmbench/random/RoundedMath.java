// SPDX-License-Identifier: Apache-2.0
package llmbench.random;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Logarithm and power rounded to the nearest double, the same on every machine. {@code Math.log} is
 * free to be another on each, and C's library, which Python and numpy call, gives the nearest one
 * in all but about 1 of 1,400 cases and the neighbour in those (glibc 2.36; where just those are
 * depends on the processor).
 *
 * <p>A value is held as a sum of two doubles (T. J. Dekker, A Floating-Point Technique for
 * Extending the Available Precision, 1971; products by fused multiply-add), about 2⁻⁷⁵ near the
 * truth, so that the wrong one of two doubles is taken less than once in a million times. Not
 * thread-safe.
 */
public final class RoundedMath {
  private static final int STEPS = 128;
  private static final int LEAST_STEP = 90;
  private static final int MOST_STEP = 182;
  private static final double SQRT_2 = Math.sqrt(2);
  private static final double TWO_TO_54 = 0x1p54;
  private static final double EXP_OVERFLOWS = 709.79;
  private static final double EXP_VANISHES = -745.2;
  private static final int HALVINGS = 6;

  private static final MathContext DIGITS = new MathContext(50);
  private static final BigDecimal LN_2 =
      new BigDecimal("0.69314718055994530941723212145817656807550013436026");

  /** Few enough bits that its product with an exponent is exact, and two more pieces. */
  private static final double LN_2_HIGH = trimmed(LN_2.doubleValue());

  private static final double LN_2_MIDDLE = trimmed(rest(LN_2, LN_2_HIGH).doubleValue());
  private static final double LN_2_LOW = rest(rest(LN_2, LN_2_HIGH), LN_2_MIDDLE).doubleValue();

  /** {@code log(step / 128)} in two pieces. */
  private static final double[] STEP_HIGH = new double[MOST_STEP + 1];

  private static final double[] STEP_LOW = new double[MOST_STEP + 1];

  static {
    BigDecimal log = BigDecimal.ZERO;
    for (int step = STEPS; step < MOST_STEP; step++) {
      log = log.add(logOfNext(step));
      keep(step + 1, log);
    }
    log = BigDecimal.ZERO;
    for (int step = STEPS - 1; step >= LEAST_STEP; step--) {
      log = log.subtract(logOfNext(step));
      keep(step, log);
    }
  }

  /** What the last operation on two doubles left over. */
  private double low;

  private static void keep(int step, BigDecimal log) {
    STEP_HIGH[step] = log.doubleValue();
    STEP_LOW[step] = rest(log, STEP_HIGH[step]).doubleValue();
  }

  /** {@code log((k + 1) / k)} as {@code 2 artanh(1 / (2k + 1))}. */
  private static BigDecimal logOfNext(int k) {
    BigDecimal ratio = BigDecimal.ONE.divide(BigDecimal.valueOf(2L * k + 1), DIGITS);
    BigDecimal square = ratio.multiply(ratio, DIGITS);
    BigDecimal power = ratio;
    BigDecimal sum = BigDecimal.ZERO;
    for (int n = 1; n < 24; n += 2) {
      sum = sum.add(power.divide(BigDecimal.valueOf(n), DIGITS));
      power = power.multiply(square, DIGITS);
    }
    return sum.add(sum);
  }

  private static BigDecimal rest(BigDecimal value, double part) {
    return value.subtract(new BigDecimal(part));
  }

  private static double trimmed(double value) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(value) & -1L << 13);
  }

  /** The natural logarithm; as {@code Math.log} for 0, infinity, negative numbers and NaN. */
  double log(double x) {
    if (!(x > 0) || x == Double.POSITIVE_INFINITY || x == 1) {
      return Math.log(x);
    }
    return logarithm(x);
  }

  /**
   * {@code x} to the power of {@code y}; as {@code Math.pow} where one of them is 0, infinite or
   * NaN, or x is negative.
   */
  public double pow(double x, double y) {
    if (!(x > 0) || x == Double.POSITIVE_INFINITY || y == 0 || !Double.isFinite(y) || x == 1) {
      return Math.pow(x, y);
    }
    double high = logarithm(x);
    double product = high * y;
    if (product > EXP_OVERFLOWS || product < EXP_VANISHES) {
      return product > 0 ? Double.POSITIVE_INFINITY : 0;
    }
    return exp(product, Math.fma(high, y, -product) + low * y);
  }

  /** The high part; the other is left in {@link #low}. For finite x above 0 but 1. */
  private double logarithm(double x) {
    boolean tiny = x < Double.MIN_NORMAL;
    double scaled = tiny ? x * TWO_TO_54 : x;
    int exponent = Math.getExponent(scaled);
    double mantissa = Math.scalb(scaled, -exponent);
    exponent -= tiny ? 54 : 0;
    if (mantissa > SQRT_2) {
      mantissa /= 2;
      exponent++;
    }
    int step = (int) Math.rint(mantissa * STEPS);
    double centre = (double) step / STEPS;

    // log(mantissa / centre) = 2 artanh(s), s = (mantissa - centre) / (mantissa + centre)
    double difference = mantissa - centre;
    double sum = added(mantissa, centre);
    double sumLow = low;
    double s = difference / sum;
    double sLow = (Math.fma(-s, sum, difference) - s * sumLow) / sum;
    double square = s * s;
    double squareLow = Math.fma(s, s, -square) + 2 * s * sLow;
    double cube = square * s;
    double cubeLow = Math.fma(square, s, -cube) + square * sLow + squareLow * s;
    double third = cube / 3;
    double thirdLow = (Math.fma(-third, 3, cube) + cubeLow) / 3;
    double rest = cube * square * (1.0 / 5 + square * (1.0 / 7 + square / 9));

    double high = added(exponent * LN_2_HIGH, STEP_HIGH[step]);
    double lows = low;
    high = added(high, 2 * s);
    lows += low;
    high = added(high, exponent * LN_2_MIDDLE);
    lows += low;
    high = added(high, 2 * third);
    lows += low;
    lows += 2 * (sLow + thirdLow + rest) + STEP_LOW[step] + exponent * LN_2_LOW;
    return added(high, lows);
  }

  /** e to the power of a sum of two. */
  private double exp(double high, double lower) {
    int exponent = (int) Math.rint(high / LN_2_HIGH);
    double part = added(high, -exponent * LN_2_HIGH);
    double partLow = low + lower - exponent * LN_2_LOW;
    part = added(part, -exponent * LN_2_MIDDLE);
    partLow += low;
    part = Math.scalb(added(part, partLow), -HALVINGS);
    partLow = Math.scalb(low, -HALVINGS);

    // p = e^part - 1, then doubled back: e^2a - 1 = 2p + p^2
    double square = part * part;
    double squareLow = Math.fma(part, part, -square) + 2 * part * partLow;
    double rest =
        square
            * part
            * (1.0 / 6
                + part
                    * (1.0 / 24
                        + part
                            * (1.0 / 120
                                + part * (1.0 / 720 + part * (1.0 / 5040 + part / 40_320)))));
    double p = added(part, square / 2);
    double pLow = low + partLow + squareLow / 2 + rest;
    p = added(p, pLow);
    pLow = low;
    for (int i = 0; i < HALVINGS; i++) {
      square = p * p;
      squareLow = Math.fma(p, p, -square) + 2 * p * pLow;
      p = added(2 * p, square);
      pLow = low + 2 * pLow + squareLow;
      p = added(p, pLow);
      pLow = low;
    }
    double one = added(1, p);
    return Math.scalb(one + (low + pLow), exponent);
  }

  /** D. E. Knuth's sum of two: rounded, with the rest in {@link #low}. */
  private double added(double a, double b) {
    double sum = a + b;
    double bOfSum = sum - a;
    low = (a - (sum - bOfSum)) + (b - bOfSum);
    return sum;
  }
}
