// SPDX-License-Identifier: Apache-2.0
package llmbench.traffic;

import java.util.function.DoubleUnaryOperator;
import llmbench.plan.ThinkTime;
import llmbench.random.StreamRandom;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.ExponentialDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;

/**
 * How long each user thinks each time: by inversion of the distribution function below the most, so
 * that a time is distributed as if longer ones were drawn again. The time of a user's turn depends
 * on the seed, the user and the turn, and on nothing that happens in the run. Safe for use by many
 * threads.
 */
public final class ThinkTimes {
  private static final double NANOS = 1e9;

  /** Less of a distribution below the most is a mistake rather than a wish. */
  private static final double LEAST_MASS = 1e-6;

  private final StreamRandom random;
  private final DoubleUnaryOperator inverse;

  /**
   * Of a distribution.
   *
   * @param seed of the case
   * @throws TrafficException if hardly any time of the distribution is below its most
   */
  public ThinkTimes(ThinkTime time, long seed) {
    this("think_time", time, seed);
  }

  /** The same of a key of another name, for messages. */
  ThinkTimes(String key, ThinkTime time, long seed) {
    this.random = new StreamRandom(seed);
    if (time instanceof ThinkTime.Constant constant) {
      inverse = share -> constant.seconds();
    } else if (time instanceof ThinkTime.Exponential exponential) {
      inverse = inverse(key, ExponentialDistribution.of(exponential.meanSeconds()), time);
    } else if (time instanceof ThinkTime.Lognormal lognormal) {
      inverse = inverse(key, LogNormalDistribution.of(lognormal.mu(), lognormal.sigma()), time);
    } else {
      throw new IllegalStateException("no draw for " + time);
    }
  }

  private static DoubleUnaryOperator inverse(
      String key, ContinuousDistribution of, ThinkTime time) {
    double most = time.maxSeconds();
    double mass = most == ThinkTime.NO_MAX ? 1 : of.cumulativeProbability(most);
    if (mass < LEAST_MASS) {
      throw new TrafficException(
          key
              + ": expected times below max: "
              + most
              + ", found hardly any: less than one in a million; raise max");
    }
    return share -> Math.min(most, of.inverseCumulativeProbability(share * mass));
  }

  /**
   * In nanoseconds, the nearest.
   *
   * @param user from 0
   * @param turn how many answers the user has thought about before, from 0
   */
  public long nanos(long user, long turn) {
    return Math.round(inverse.applyAsDouble(random.at(user, turn)) * NANOS);
  }
}
