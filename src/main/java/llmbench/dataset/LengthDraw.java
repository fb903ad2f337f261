// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.List;
import java.util.function.IntUnaryOperator;
import llmbench.plan.LengthDistribution;
import llmbench.plan.LengthDistribution.Bucket;
import llmbench.random.NumpyGenerator;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.DiscreteDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.apache.commons.statistics.distribution.ZipfDistribution;

/**
 * Draws lengths by inversion of the distribution function between its bounds, one number of the
 * generator each. So a length has the distribution it would have were it drawn again until it is
 * within the bounds.
 */
final class LengthDraw {
  /** Less of a distribution between its bounds is a mistake rather than a wish. */
  private static final double LEAST_MASS = 1e-6;

  private final LengthDistribution distribution;

  LengthDraw(LengthDistribution distribution) {
    this.distribution = distribution;
  }

  /**
   * So many lengths.
   *
   * @throws DatasetException if hardly any length of the distribution is within the bounds
   */
  long[] lengths(NumpyGenerator random, int count) {
    Inverse inverse = inverse();
    long[] lengths = new long[count];
    for (int i = 0; i < count; i++) {
      int length = inverse.length(random.random());
      lengths[i] = Math.max(distribution.min(), Math.min(distribution.max(), length));
    }
    return lengths;
  }

  /** The length below which that share of all lies. */
  private interface Inverse {
    int length(double share);
  }

  private Inverse inverse() {
    if (distribution instanceof LengthDistribution.Uniform uniform) {
      return share -> uniform.min() + (int) (share * (uniform.max() - uniform.min() + 1.0));
    } else if (distribution instanceof LengthDistribution.Normal normal) {
      return continuous(NormalDistribution.of(normal.mean(), normal.std()));
    } else if (distribution instanceof LengthDistribution.Lognormal lognormal) {
      return continuous(LogNormalDistribution.of(lognormal.mu(), lognormal.sigma()));
    } else if (distribution instanceof LengthDistribution.Poisson poisson) {
      return discrete(PoissonDistribution.of(poisson.mean()), IntUnaryOperator.identity());
    } else if (distribution instanceof LengthDistribution.Zipf zipf) {
      DiscreteDistribution ranks = ZipfDistribution.of(zipf.max() - zipf.min() + 1, zipf.alpha());
      return share -> zipf.min() - 1 + ranks.inverseCumulativeProbability(share);
    } else if (distribution instanceof LengthDistribution.Histogram histogram) {
      return share -> within(histogram.buckets(), share);
    }
    throw new IllegalStateException("no draw for " + distribution);
  }

  private Inverse continuous(ContinuousDistribution of) {
    double below = of.cumulativeProbability(distribution.min() - 0.5);
    double mass = mass(of.cumulativeProbability(distribution.max() + 0.5) - below);
    return share -> (int) Math.rint(of.inverseCumulativeProbability(below + share * mass));
  }

  private Inverse discrete(DiscreteDistribution of, IntUnaryOperator length) {
    double below = of.cumulativeProbability(distribution.min() - 1);
    double mass = mass(of.cumulativeProbability(distribution.max()) - below);
    return share -> length.applyAsInt(of.inverseCumulativeProbability(below + share * mass));
  }

  private double mass(double mass) {
    if (mass < LEAST_MASS) {
      throw new DatasetException(
          "length distribution: expected lengths between "
              + distribution.min()
              + " and "
              + distribution.max()
              + ", found hardly any: less than one in a million; move min and max");
    }
    return mass;
  }

  private static int within(List<Bucket> buckets, double share) {
    double all = buckets.stream().mapToDouble(Bucket::weight).sum();
    double left = share * all;
    Bucket bucket = buckets.get(0);
    for (Bucket next : buckets) {
      bucket = next;
      if (left < next.weight()) {
        break;
      }
      left -= next.weight();
    }
    double part = Math.min(left / bucket.weight(), Math.nextDown(1.0));
    return bucket.min() + (int) (part * (bucket.max() - bucket.min() + 1.0));
  }
}
