// SPDX-License-Identifier: Apache-2.0
package llmbench.random;

/**
 * {@code numpy.random.RandomState(seed)}, which is also the global generator after {@code
 * np.random.seed(seed)}, draw for draw: MT19937, whole numbers by masked rejection, and the
 * distributions that it has kept since its first version. Source: {@code numpy/random/mtrand.pyx},
 * {@code src/legacy/legacy-distributions.c} and {@code src/distributions/distributions.c}.
 * Logarithms and powers are those of {@link RoundedMath}: a number is numpy's to the last bit but
 * for 1 of about 1,400, which is its neighbour. Not thread-safe.
 *
 * <p>It goes on from wherever it is: what draws from it next gets what numpy's global generator
 * would give it there.
 */
public final class NumpyLegacyRandom {
  /** The largest seed. */
  public static final long MOST_SEED = 0xffffffffL;

  private final MersenneTwister twister;
  private final RoundedMath math = new RoundedMath();

  /** The twin of the last normal number; NaN where it has been given out. */
  private double twin = Double.NaN;

  /**
   * The generator of that seed.
   *
   * @param seed from 0 to {@link #MOST_SEED}
   */
  public NumpyLegacyRandom(long seed) {
    if (seed < 0 || seed > MOST_SEED) {
      throw new IllegalArgumentException(
          "seed: expected from 0 to " + MOST_SEED + ", found " + seed);
    }
    twister = MersenneTwister.ofWord((int) seed);
  }

  /** {@code random_sample()}: the next number in [0, 1). */
  double random() {
    return twister.nextDouble();
  }

  /**
   * {@code randint(0, bound, size=count)}. A bound of 1 draws nothing.
   *
   * @param bound at least 1
   */
  public long[] integers(int bound, int count) {
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = upTo(bound - 1);
    }
    return values;
  }

  /** {@code permutation(size)}: the numbers from 0 in another order. */
  public int[] permutation(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    for (int i = size - 1; i > 0; i--) {
      int j = upTo(i);
      int item = order[i];
      order[i] = order[j];
      order[j] = item;
    }
    return order;
  }

  /** {@code standard_exponential()}: {@code −log(1 − u)}. */
  double standardExponential() {
    return -math.log(1 - random());
  }

  /**
   * {@code standard_normal()}: the polar method of Marsaglia and Bray (A Convenient Method for
   * Generating Normal Variables, 1964), which makes two at once; {@code legacy_gauss}.
   */
  double standardNormal() {
    if (!Double.isNaN(twin)) {
      double kept = twin;
      twin = Double.NaN;
      return kept;
    }
    double x;
    double y;
    double square;
    do {
      x = 2 * random() - 1;
      y = 2 * random() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    double factor = Math.sqrt(-2 * math.log(square) / square);
    twin = factor * x;
    return factor * y;
  }

  /**
   * {@code gamma(shape, scale)}, whose mean is their product; {@code legacy_gamma}.
   *
   * @param shape finite, above 0
   * @param scale finite, 0 or more
   */
  public double gamma(double shape, double scale) {
    if (!(shape > 0) || !(scale >= 0) || Double.isInfinite(shape) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException(
          "expected shape > 0 and scale >= 0, found " + shape + " and " + scale);
    }
    if (shape == 1) {
      return scale * standardExponential();
    }
    return scale * (shape < 1 ? gammaBelow1(shape) : gammaAbove1(shape));
  }

  /**
   * By rejection from a power and an exponential tail (Ahrens and Dieter, Computer Methods for
   * Sampling from Gamma, Beta, Poisson and Binomial Distributions, 1974).
   */
  private double gammaBelow1(double shape) {
    while (true) {
      double u = random();
      double limit = standardExponential();
      if (u <= 1 - shape) {
        double x = math.pow(u, 1 / shape);
        if (x <= limit) {
          return x;
        }
      } else {
        double tail = -math.log((1 - u) / shape);
        double x = math.pow(1 - shape + shape * tail, 1 / shape);
        if (x <= limit + tail) {
          return x;
        }
      }
    }
  }

  /** Marsaglia and Tsang, A Simple Method for Generating Gamma Variables, 2000. */
  private double gammaAbove1(double shape) {
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x;
      double v;
      do {
        x = standardNormal();
        v = 1 + c * x;
      } while (v <= 0);
      v = v * v * v;
      double u = random();
      if (u < 1 - 0.0331 * (x * x) * (x * x)
          || math.log(u) < 0.5 * x * x + d * (1 - v + math.log(v))) {
        return d * v;
      }
    }
  }

  /** The next whole number from 0 to the most: as many bits as that has, until they fit. */
  private int upTo(int most) {
    if (most <= 0) {
      return 0;
    }
    int mask = -1 >>> Integer.numberOfLeadingZeros(most);
    int value;
    do {
      value = twister.next32() & mask;
    } while (value > most);
    return value;
  }
}
