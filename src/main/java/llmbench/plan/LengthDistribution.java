// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.util.List;

/**
 * How lengths in tokens are distributed: whole numbers, given that they are not outside of their
 * bounds.
 */
public sealed interface LengthDistribution {

  /** The shortest length, at least 1. */
  int min();

  /** The longest length. */
  int max();

  /** All lengths alike. */
  record Uniform(int min, int max) implements LengthDistribution {}

  /**
   * Around a mean, rounded.
   *
   * @param std above 0
   */
  record Normal(double mean, double std, int min, int max) implements LengthDistribution {}

  /**
   * Lengths whose logarithms are normal, rounded.
   *
   * @param mu mean of the logarithm
   * @param sigma standard deviation of the logarithm, above 0
   */
  record Lognormal(double mu, double sigma, int min, int max) implements LengthDistribution {}

  /** As many as come at random in a while in which {@code mean} come on average. */
  record Poisson(double mean, int min, int max) implements LengthDistribution {}

  /** The length {@code min + k − 1} in proportion to {@code k} to the power of −alpha. */
  record Zipf(double alpha, int min, int max) implements LengthDistribution {}

  /** Explicit lengths, or ranges within which all are alike. */
  record Histogram(List<Bucket> buckets) implements LengthDistribution {
    @Override
    public int min() {
      return buckets.stream().mapToInt(Bucket::min).min().orElseThrow();
    }

    @Override
    public int max() {
      return buckets.stream().mapToInt(Bucket::max).max().orElseThrow();
    }
  }

  /**
   * A part of a histogram.
   *
   * @param weight above 0, in proportion to the others
   */
  record Bucket(int min, int max, double weight) {}
}
