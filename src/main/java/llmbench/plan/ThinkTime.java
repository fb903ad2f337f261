// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

/** How long a user waits between an answer and the next request. */
public sealed interface ThinkTime {

  /** What {@link #maxSeconds()} is where there is no most. */
  double NO_MAX = Double.POSITIVE_INFINITY;

  /** The longest, in seconds: longer ones are drawn again. {@link #NO_MAX} for none. */
  double maxSeconds();

  /**
   * The same each time.
   *
   * <pre>
   * share   ┃
   *         ┃
   *   ──────┸────── seconds
   * </pre>
   *
   * @param seconds finite, 0 or more
   */
  record Constant(double seconds) implements ThinkTime {
    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if it is negative or infinite
     */
    public Constant {
      if (!(seconds >= 0) || Double.isInfinite(seconds)) {
        throw new IllegalArgumentException("expected seconds >= 0, found " + seconds);
      }
    }

    @Override
    public double maxSeconds() {
      return NO_MAX;
    }
  }

  /**
   * Without memory: a user may come back at any moment, most often soon.
   *
   * <pre>
   * share  █▆▅▄▃▃▂▂▁▁▁
   *   ────────────────── seconds
   * </pre>
   *
   * @param meanSeconds before longer ones than the most are left out; finite, above 0
   * @param maxSeconds above 0
   */
  record Exponential(double meanSeconds, double maxSeconds) implements ThinkTime {
    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Exponential {
      if (!(meanSeconds > 0) || Double.isInfinite(meanSeconds) || !(maxSeconds > 0)) {
        throw new IllegalArgumentException(
            "expected mean > 0 and max > 0, found " + meanSeconds + " and " + maxSeconds);
      }
    }
  }

  /**
   * Logarithms are normal: hardly any short ones, and a long tail, as people read and type.
   *
   * <pre>
   * share   ▃▇█▆▅▃▃▂▂▁▁▁▁▁
   *   ────────────────────── seconds
   * </pre>
   *
   * @param mu mean of the logarithm of seconds, before longer ones than the most are left out
   * @param sigma standard deviation of the logarithm, finite, above 0
   * @param maxSeconds above 0
   */
  record Lognormal(double mu, double sigma, double maxSeconds) implements ThinkTime {
    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Lognormal {
      if (!Double.isFinite(mu) || !(sigma > 0) || Double.isInfinite(sigma) || !(maxSeconds > 0)) {
        throw new IllegalArgumentException(
            "expected a finite mu, sigma > 0 and max > 0, found "
                + (mu + ", " + sigma + " and " + maxSeconds));
      }
    }

    /** By the mean of the seconds, before longer ones than the most are left out. */
    public static Lognormal ofMean(double meanSeconds, double sigma, double maxSeconds) {
      return new Lognormal(Math.log(meanSeconds) - sigma * sigma / 2, sigma, maxSeconds);
    }

    /** By the median of the seconds, before longer ones than the most are left out. */
    public static Lognormal ofMedian(double medianSeconds, double sigma, double maxSeconds) {
      return new Lognormal(Math.log(medianSeconds), sigma, maxSeconds);
    }
  }
}
