// SPDX-License-Identifier: Apache-2.0
package llmbench.random;

/**
 * Distributions as {@code numpy.random.RandomState} draws them from its generator: the same draws
 * in the same order. Source: {@code numpy/random/src/legacy/legacy-distributions.c} and {@code
 * src/distributions/distributions.c}. Functions such as {@code exp} may differ from the C library's
 * by the last bit; whole numbers are the same. Not thread-safe.
 */
public final class NumpyLegacyDistributions {
  private static final double LEAST_OF_PTRS = 10;
  private static final double HALF_LOG_2_PI = 0.9189385332046727;
  private static final double STIRLING_FROM = 7;

  /** {@code B(2k) / (2k (2k - 1))} of Stirling's series, with the numbers of Bernoulli. */
  private static final double[] STIRLING = {
    1 / 12.0,
    -1 / 360.0,
    1 / 1260.0,
    -1 / 1680.0,
    1 / 1188.0,
    -691 / 360360.0,
    1 / 156.0,
    -3617 / 122400.0,
    43867 / 244188.0,
    -174611 / 125400.0
  };

  private final NumpyLegacyRandom random;

  /** Distributions that draw from that generator, which others may draw from in between. */
  NumpyLegacyDistributions(NumpyLegacyRandom random) {
    this.random = random;
  }

  /** {@code np.random.seed(seed)}, then the global generator's distributions. */
  public static NumpyLegacyDistributions ofSeed(long seed) {
    return new NumpyLegacyDistributions(new NumpyLegacyRandom(seed));
  }

  /** {@code random_sample()}: the next number in [0, 1). */
  double random() {
    return random.random();
  }

  /**
   * {@code randint(low, high, size=count)}: whole numbers from low, high excluded.
   *
   * @param high above {@code low}
   */
  public long[] integers(int low, int high, int count) {
    long[] values = random.integers(high - low, count);
    for (int i = 0; i < count; i++) {
      values[i] += low;
    }
    return values;
  }

  /** {@code uniform(low, high)}. */
  public double uniform(double low, double high) {
    return low + (high - low) * random.random();
  }

  /** {@code exponential(scale)}: of that mean. */
  public double exponential(double scale) {
    return scale * random.standardExponential();
  }

  /**
   * {@code lognormal(mean, sigma)}.
   *
   * @param mean of the normal distribution under it
   * @param sigma of the normal distribution under it, 0 or more
   */
  public double lognormal(double mean, double sigma) {
    return Math.exp(mean + sigma * random.standardNormal());
  }

  /**
   * {@code poisson(mean)}: by products of uniform numbers below a mean of 10, else by transformed
   * rejection (Hörmann, The transformed rejection method for generating Poisson random variables,
   * 1993: PTRS). A mean of 0 draws nothing.
   *
   * @param mean 0 or more
   */
  public long poisson(double mean) {
    if (mean >= LEAST_OF_PTRS) {
      return transformedRejection(mean);
    }
    if (mean == 0) {
      return 0;
    }
    double limit = Math.exp(-mean);
    long count = 0;
    for (double product = random.random(); product > limit; product *= random.random()) {
      count++;
    }
    return count;
  }

  private long transformedRejection(double mean) {
    double b = 0.931 + 2.53 * Math.sqrt(mean);
    double a = -0.059 + 0.02483 * b;
    double invAlpha = 1.1239 + 1.1328 / (b - 3.4);
    double squeeze = 0.9277 - 3.6224 / (b - 2);
    double logMean = Math.log(mean);
    while (true) {
      double u = random.random() - 0.5;
      double v = random.random();
      double edge = 0.5 - Math.abs(u);
      long k = (long) Math.floor((2 * a / edge + b) * u + mean + 0.43);
      if (edge >= 0.07 && v <= squeeze) {
        return k;
      }
      if (k < 0 || (edge < 0.013 && v > edge)) {
        continue;
      }
      double left = Math.log(v) + Math.log(invAlpha) - Math.log(a / (edge * edge) + b);
      if (left <= -mean + k * logMean - logGamma(k + 1.0)) {
        return k;
      }
    }
  }

  /** Stirling's series from 7 on, below it by the recurrence of Γ, as numpy's {@code loggam}. */
  private static double logGamma(double x) {
    if (x == 1 || x == 2) {
      return 0;
    }
    double shifted = x < STIRLING_FROM ? x + Math.floor(STIRLING_FROM - x) : x;
    double inverseSquare = 1 / shifted * (1 / shifted);
    double series = 0;
    for (int i = STIRLING.length - 1; i >= 0; i--) {
      series = series * inverseSquare + STIRLING[i];
    }
    double value = series / shifted + HALF_LOG_2_PI + (shifted - 0.5) * Math.log(shifted) - shifted;
    for (double factor = shifted - 1; factor >= x; factor--) {
      value -= Math.log(factor);
    }
    return value;
  }

  /**
   * {@code zipf(exponent)}: by rejection (Devroye, Non-Uniform Random Variate Generation, 1986,
   * section X.6.1), values beyond 2⁶³ − 1 left out.
   *
   * @param exponent above 1
   */
  public long zipf(double exponent) {
    double power = exponent - 1;
    double b = Math.pow(2, power);
    while (true) {
      double u = 1 - random.random();
      double v = random.random();
      double value = Math.floor(Math.pow(u, -1 / power));
      if (value > Long.MAX_VALUE || value < 1) {
        continue;
      }
      double t = Math.pow(1 + 1 / value, power);
      if (v * value * (t - 1) / (b - 1) <= t / b) {
        return (long) value;
      }
    }
  }
}
