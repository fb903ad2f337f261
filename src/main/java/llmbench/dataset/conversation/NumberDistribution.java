// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.conversation;

import java.math.BigDecimal;
import java.util.Arrays;
import llmbench.random.NumpyLegacyDistributions;
import org.jspecify.annotations.Nullable;

/**
 * A distribution of whole numbers as vLLM's generator draws it ({@code Distribution} and its
 * classes in {@code benchmarks/multi_turn/bench_dataset.py}); its text is vLLM's. Where vLLM draws
 * real numbers it cuts them for lengths of messages, and fails elsewhere; here they are always cut.
 */
sealed interface NumberDistribution {
  /** Nothing. */
  NumberDistribution ZERO = new Constant(0);

  /** The next values. */
  long[] sample(NumpyLegacyDistributions random, int count);

  /**
   * {@code constant}; draws nothing.
   *
   * @param value 0 or more; its whole part counts
   */
  record Constant(double value) implements NumberDistribution {
    @Override
    public long[] sample(NumpyLegacyDistributions random, int count) {
      long[] values = new long[count];
      Arrays.fill(values, (long) value);
      return values;
    }

    @Override
    public String toString() {
      return "Constant[" + text(value) + "]";
    }
  }

  /**
   * {@code uniform} with an end that is written with a point: the whole part of a real number.
   *
   * @param min above 0
   * @param max at least {@code min}; only just reached
   */
  record UniformReal(double min, double max) implements NumberDistribution {
    @Override
    public long[] sample(NumpyLegacyDistributions random, int count) {
      long[] values = new long[count];
      for (int i = 0; i < count; i++) {
        values[i] = (long) random.uniform(min, max);
      }
      return values;
    }

    @Override
    public String toString() {
      return "UniformDistribution[" + text(min) + ", " + text(max) + "]";
    }
  }

  /**
   * {@code uniform}, both ends included.
   *
   * @param min at least 1
   * @param max at least {@code min}
   */
  record Uniform(int min, int max) implements NumberDistribution {
    @Override
    public long[] sample(NumpyLegacyDistributions random, int count) {
      return random.integers(min, max + 1, count);
    }

    @Override
    public String toString() {
      return "UniformDistribution[" + min + ", " + max + "]";
    }
  }

  /**
   * {@code zipf}.
   *
   * @param alpha above 1
   * @param max larger values become this one; null for no limit
   */
  record Zipf(double alpha, @Nullable Integer max) implements NumberDistribution {
    @Override
    public long[] sample(NumpyLegacyDistributions random, int count) {
      long[] values = new long[count];
      for (int i = 0; i < count; i++) {
        values[i] = capped(random.zipf(alpha), max);
      }
      return values;
    }

    @Override
    public String toString() {
      return "ZipfDistribution[" + text(alpha) + "]";
    }
  }

  /**
   * {@code poisson}.
   *
   * @param alpha its mean, 0 or more
   * @param max larger values become this one; null for no limit
   */
  record Poisson(double alpha, @Nullable Integer max) implements NumberDistribution {
    @Override
    public long[] sample(NumpyLegacyDistributions random, int count) {
      long[] values = new long[count];
      for (int i = 0; i < count; i++) {
        values[i] = capped(random.poisson(alpha), max);
      }
      return values;
    }

    @Override
    public String toString() {
      return "PoissonDistribution[" + text(alpha) + "]";
    }
  }

  /**
   * {@code lognormal}, rounded half to even.
   *
   * @param mean of the normal distribution under it, above 0
   * @param sigma of the normal distribution under it, 0 or more
   * @param max larger values become this one; null for no limit
   */
  record Lognormal(double mean, double sigma, @Nullable Integer max) implements NumberDistribution {
    @Override
    public long[] sample(NumpyLegacyDistributions random, int count) {
      return rounded(drawn(random, mean, sigma, count), 1, max);
    }

    @Override
    public String toString() {
      return "LognormalDistribution["
          + text(mean)
          + ", "
          + text(sigma)
          + ", "
          + (max == null ? "None" : max)
          + "]";
    }
  }

  /**
   * {@code lognormal} by its average: {@code mu = ln(median)}, {@code sigma² = 2 ln(average /
   * median)}. Each sample is scaled so that its own average, before the limit, is the one asked
   * for; a sample of one value is therefore always the average.
   *
   * @param average at least 1
   * @param medianRatio the median as a share of the average, in (0, 1)
   * @param max larger values become this one; null for no limit
   */
  record LognormalAverage(double average, double medianRatio, @Nullable Integer max)
      implements NumberDistribution {
    /** Where none is given. */
    static final double DEFAULT_MEDIAN_RATIO = 0.85;

    @Override
    public long[] sample(NumpyLegacyDistributions random, int count) {
      double median = average * medianRatio;
      double sigma = Math.sqrt(2 * Math.log(average / median));
      double[] values = drawn(random, Math.log(median), sigma, count);
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      return rounded(values, average / (sum / count), max);
    }

    @Override
    public String toString() {
      return "LognormalDistribution["
          + text(average)
          + ", "
          + text(medianRatio)
          + ", "
          + (max == null ? "None" : max)
          + "]";
    }
  }

  private static double[] drawn(
      NumpyLegacyDistributions random, double mean, double sigma, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.lognormal(mean, sigma);
    }
    return values;
  }

  private static long[] rounded(double[] values, double factor, @Nullable Integer max) {
    long[] whole = new long[values.length];
    for (int i = 0; i < whole.length; i++) {
      double scaled = values[i] * factor;
      whole[i] = (long) Math.rint(max == null ? scaled : Math.min(scaled, max));
    }
    return whole;
  }

  private static long capped(long value, @Nullable Integer max) {
    return max == null ? value : Math.min(value, max);
  }

  /** A number as JSON had it: whole ones without a point. */
  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? BigDecimal.valueOf((long) value).toPlainString()
        : Double.toString(value);
  }
}
