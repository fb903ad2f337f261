// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import llmbench.statistics.Interval;
import llmbench.statistics.OrderStatistics;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** A figure of one run, and what its run tells of how sure it is. */
sealed interface Estimate {
  /** The figure, in the unit of a result. */
  double value();

  /** Only the figure is known. */
  record Bare(double value) implements Estimate {}

  /**
   * A mean or a rate.
   *
   * @param relativeError its standard error as a share of the value; infinite if it is not known
   * @param degreesOfFreedom of the error
   */
  record Smooth(double value, double relativeError, double degreesOfFreedom) implements Estimate {}

  /**
   * A rate of what did not happen once.
   *
   * @param seconds in how long
   */
  record Absent(double seconds) implements Estimate {
    @Override
    public double value() {
      return 0;
    }

    /** The rate at which it would not happen once with that probability (Poisson). */
    double most(double tail) {
      return -Math.log(tail) / seconds;
    }
  }

  /**
   * A percentile.
   *
   * @param sorted the values of the run, ascending
   * @param unit what the values are multiplied by to have the figure's unit
   * @param share which percentile, in (0, 1)
   * @param effective how many independent values they are worth
   * @param freedom degrees of freedom of that number; infinite where it is sure
   */
  record Ranked(
      double value, double[] sorted, double unit, double share, double effective, double freedom)
      implements Estimate {
    /**
     * The logarithm of an end of its interval as a share of the value; infinite where the values
     * are too few to have that end.
     */
    double end(boolean upper, double tail) {
      Interval interval = OrderStatistics.interval(sorted, share, worth(tail), tail);
      Double end = upper ? interval.high() : interval.low();
      double centre = value;
      if (end == null || !(centre > 0)) {
        return upper ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
      }
      double log = Math.log(end * unit / centre);
      // The figure is interpolated and the ends are not: where values are few they may pass it.
      return upper ? Math.max(0, log) : Math.min(0, log);
    }

    /**
     * Fewer, by what is unsure of the number itself (Korn and Graubard, Confidence Intervals for
     * Proportions with Small Expected Number of Positive Counts, Survey Methodology 24, 1998).
     */
    private double worth(double tail) {
      if (Double.isInfinite(freedom)) {
        return effective;
      }
      double normal = NormalDistribution.of(0, 1).inverseSurvivalProbability(tail);
      double fewer = normal / TDistribution.of(freedom).inverseSurvivalProbability(tail);
      return Math.max(1, effective * fewer * fewer);
    }
  }

  /**
   * Failed requests.
   *
   * @param failed how many
   * @param sent of how many
   * @param effective how many independent requests these are worth
   */
  record Share(int failed, int sent, double effective) implements Estimate {
    @Override
    public double value() {
      return sent == 0 ? 0 : (double) failed / sent;
    }
  }
}
