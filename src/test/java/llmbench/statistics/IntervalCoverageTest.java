// SPDX-License-Identifier: Apache-2.0
package llmbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** How often intervals hold the truth, in 2,000 seeded samples each. */
class IntervalCoverageTest {
  private static final int SAMPLES = 2000;
  private static final double LOGNORMAL_MEAN = Math.exp(0.125);

  @Test
  void meansOfIndependentValues() {
    assertCoverage(1, random -> BatchMean.of(exponential(random, 500)).interval());
    assertCoverage(LOGNORMAL_MEAN, random -> BatchMean.of(lognormal(random, 500)).interval());
    assertCoverage(LOGNORMAL_MEAN, random -> BatchMean.of(lognormal(random, 50)).interval());
  }

  @Test
  void meanOfAutocorrelatedValues() {
    assertCoverage(10, random -> BatchMean.of(Series.autoregressive(random, 3000, 0.7)).interval());
  }

  @Test
  void percentilesOfIndependentValues() {
    assertCoverage(Math.log(2), random -> percentile(exponential(random, 501), 0.5));
    assertCoverage(-Math.log(0.1), random -> percentile(exponential(random, 500), 0.9));
    assertCoverage(-Math.log(0.01), random -> percentile(exponential(random, 2000), 0.99));
    assertCoverage(1, random -> percentile(lognormal(random, 501), 0.5));
    assertCoverage(
        Math.exp(0.5 * 2.3263478740408408), random -> percentile(lognormal(random, 2000), 0.99));
  }

  @Test
  void percentileOfAutocorrelatedValuesByTheirEffectiveNumber() {
    assertCoverage(
        10,
        random -> {
          double[] values = Series.autoregressive(random, 3000, 0.7);
          return effective(values, values.length, i -> i, 0.5);
        });
  }

  @Test
  void percentileOfClusteredValues() {
    // 300 requests of 20 gaps: a gap is its request's lognormal pace plus a little noise.
    Random probe = new Random(1);
    double[] many = clustered(probe, 200_000);
    Arrays.sort(many);
    double truth = many[(int) (0.9 * many.length)];

    assertCoverage(truth, random -> effective(clustered(random, 300), 300, i -> i / 20, 0.9));
    // Taken for independent they are far too sure of themselves.
    assertThat(coverage(truth, random -> percentile(clustered(random, 300), 0.9))).isLessThan(0.7);
  }

  @Test
  void endsThatDoNotExistAreAbsent() {
    assertThat(OrderStatistics.requiredFor(0.99)).isEqualTo(368);
    assertThat(OrderStatistics.requiredFor(0.5)).isEqualTo(6);
    assertThat(OrderStatistics.requiredFor(0.01)).isEqualTo(368);
    assertThat(OrderStatistics.requiredFor(0.999)).isEqualTo(3688);
    assertThat(OrderStatistics.requiredFor(1)).isEqualTo(Integer.MAX_VALUE);
    assertThat(OrderStatistics.requiredFor(0)).isEqualTo(Integer.MAX_VALUE);
    double[] enough = new double[368];
    Arrays.setAll(enough, i -> i);
    assertThat(OrderStatistics.interval(enough, 0.99).high()).isEqualTo(367);
    Interval tooFew = OrderStatistics.interval(Arrays.copyOf(enough, 367), 0.99);
    assertThat(tooFew.high()).isNull();
    assertThat(tooFew.low()).isNotNull();
    assertThat(OrderStatistics.interval(new double[0], 0.5)).isEqualTo(Interval.NONE);
    assertThat(OrderStatistics.interval(enough, 1).high()).isNull();
  }

  @Test
  void ranksOfAMedianAreConovers() {
    // Of 100 values the 40th and the 61st enclose the median with 96.5 %.
    double[] values = new double[100];
    Arrays.setAll(values, i -> i + 1);
    assertThat(OrderStatistics.interval(values, 0.5)).isEqualTo(new Interval(40.0, 61.0));
  }

  @Test
  void studentsIntervalAsByHand() {
    // Mean 3, deviation 1.5811, t(4, 97.5 %) = 2.7764.
    Interval interval = BatchMean.of(new double[] {1, 2, 3, 4, 5}).interval();
    assertThat(interval.low()).isCloseTo(3 - 2.776445 * 1.5811388 / Math.sqrt(5), within(1e-6));
    assertThat(interval.high()).isCloseTo(3 + 2.776445 * 1.5811388 / Math.sqrt(5), within(1e-6));
    assertThat(BatchMean.of(new double[] {1}).interval()).isEqualTo(Interval.NONE);
    assertThat(BatchMean.of(new double[0]).mean()).isZero();
  }

  private static double[] exponential(Random random, int n) {
    return Series.independent(random, n, Series::exponential);
  }

  private static double[] lognormal(Random random, int n) {
    return Series.independent(random, n, Series::lognormal);
  }

  private static double[] clustered(Random random, int requests) {
    double[] gaps = new double[requests * 20];
    for (int request = 0; request < requests; request++) {
      double pace = Series.lognormal(random);
      for (int i = 0; i < 20; i++) {
        gaps[request * 20 + i] = pace + 0.1 * random.nextGaussian();
      }
    }
    return gaps;
  }

  private static Interval percentile(double[] values, double share) {
    Arrays.sort(values);
    return OrderStatistics.interval(values, share);
  }

  private static Interval effective(
      double[] values, int groups, Function<Integer, Integer> group, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double at = sorted[(int) (share * sorted.length)];
    BatchMean below = new BatchMean(groups);
    for (int i = 0; i < values.length; i++) {
      below.add(group.apply(i), values[i] <= at ? 1 : 0, 1);
    }
    return OrderStatistics.interval(sorted, share, OrderStatistics.effectiveSize(below, share));
  }

  private static void assertCoverage(double truth, Function<Random, Interval> sample) {
    assertThat(coverage(truth, sample)).isBetween(0.93, 0.97);
  }

  private static double coverage(double truth, Function<Random, Interval> sample) {
    Random random = new Random(11);
    ToDoubleFunction<Interval> holds =
        interval ->
            interval.low() != null
                    && interval.high() != null
                    && interval.low() <= truth
                    && truth <= interval.high()
                ? 1
                : 0;
    double held = 0;
    for (int i = 0; i < SAMPLES; i++) {
      held += holds.applyAsDouble(sample.apply(random));
    }
    return held / SAMPLES;
  }
}
