// SPDX-License-Identifier: Apache-2.0
package llmbench.statistics;

import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Seeded series for tests. */
final class Series {
  private Series() {}

  static double[] independent(Random random, int n, ToDoubleFunction<Random> value) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = value.applyAsDouble(random);
    }
    return values;
  }

  static double exponential(Random random) {
    return -Math.log1p(-random.nextDouble());
  }

  static double lognormal(Random random) {
    return Math.exp(0.5 * random.nextGaussian());
  }

  /** Mean 10, variance 1, the given autocorrelation at lag 1. */
  static double[] autoregressive(Random random, int n, double phi) {
    double[] values = new double[n];
    double noise = random.nextGaussian();
    for (int i = 0; i < n; i++) {
      values[i] = 10 + noise;
      noise = phi * noise + Math.sqrt(1 - phi * phi) * random.nextGaussian();
    }
    return values;
  }
}
