// SPDX-License-Identifier: Apache-2.0
package llmbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MannKendallTest {

  @Test
  void tenRisingValuesAsByHand() {
    MannKendall test = MannKendall.of(IntStream.rangeClosed(1, 10).asDoubleStream().toArray());

    assertThat(test.s()).isEqualTo(45);
    assertThat(test.z()).isCloseTo(44 / Math.sqrt(125), within(1e-12));
    assertThat(test.pValue()).isCloseTo(8.303e-5, within(1e-7));
    assertThat(test.slope()).isEqualTo(1);
    assertThat(test.change()).isCloseTo(9 / 5.5, within(1e-12));
  }

  @Test
  void tiesShrinkTheVarianceAsKendallHasIt() {
    // n = 5 with one tie of two: (5·4·15 − 2·1·9) / 18 = 15.67; S = 9.
    MannKendall test = MannKendall.of(new double[] {1, 2, 2, 3, 4});

    assertThat(test.s()).isEqualTo(9);
    assertThat(test.z()).isCloseTo(8 / Math.sqrt(282 / 18.0), within(1e-12));
  }

  @Test
  void equalValuesAndTooFewHaveNoTrend() {
    assertThat(MannKendall.of(new double[] {7, 7, 7, 7}).pValue()).isEqualTo(1);
    assertThat(MannKendall.of(new double[] {1, 2}).pValue()).isEqualTo(1);
    assertThat(MannKendall.of(new double[0]).pValue()).isEqualTo(1);
  }

  @Test
  void independentSeriesAlarmFalselyAsOftenAsTheLevelSays() {
    assertThat(falseAlarms(random -> Series.independent(random, 45, Random::nextGaussian)))
        .isBetween(0.02, 0.07);
    assertThat(falseAlarms(random -> Series.independent(random, 1000, Series::exponential)))
        .isBetween(0.02, 0.07);
  }

  @Test
  void batchesAndCorrectionHoldTheLevelUnderAutocorrelation() {
    assertThat(falseAlarms(random -> Series.autoregressive(random, 1000, 0.5)))
        .isBetween(0.02, 0.07);
    assertThat(falseAlarms(random -> Series.autoregressive(random, 1000, 0.9)))
        .isBetween(0.02, 0.11);
  }

  @Test
  void withoutThemAutocorrelationWouldAlarmManyTimesTooOften() {
    double plain =
        share(
            random -> {
              MannKendall test = MannKendall.of(Series.autoregressive(random, 300, 0.9));
              // What the test says without its correction.
              return Math.abs(test.z()) * Math.sqrt(test.varianceRatio()) > 1.96;
            });
    assertThat(plain).isGreaterThan(0.4);
  }

  @Test
  void driftOfHalfADeviationIsFound() {
    double found =
        share(
            random -> {
              double[] values = Series.autoregressive(random, 1000, 0.5);
              for (int i = 0; i < values.length; i++) {
                values[i] += 1.0 * i / values.length;
              }
              return MannKendall.of(MannKendall.batched(values)).pValue() < 0.05;
            });
    assertThat(found).isGreaterThan(0.9);
  }

  @Test
  void batchesAreMeansOfWhatFollowsEachOther() {
    double[] values = IntStream.range(0, 125).asDoubleStream().toArray();

    double[] means = MannKendall.batched(values);

    // 31 batches of four, the first value left out.
    assertThat(means).hasSize(31).startsWith(2.5, 6.5).endsWith(122.5);
    assertThat(MannKendall.batched(new double[59])).hasSize(59);
  }

  private static double falseAlarms(Function<Random, double[]> series) {
    return share(
        random -> MannKendall.of(MannKendall.batched(series.apply(random))).pValue() < 0.05);
  }

  private static double share(Function<Random, Boolean> trial) {
    Random random = new Random(20_26);
    int trials = 1000;
    int hits = 0;
    for (int i = 0; i < trials; i++) {
      hits += trial.apply(random) ? 1 : 0;
    }
    return (double) hits / trials;
  }
}
