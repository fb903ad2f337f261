// SPDX-License-Identifier: Apache-2.0
package llmbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SettledBatchesTest {
  @Test
  void independentValuesHaveTheUsualErrorOfAMean() {
    // Neighbours differ, so nothing is joined: mean 3, variance 2.5 of five values.
    SettledBatches batches =
        SettledBatches.of(new double[] {1, 5, 2, 4, 3}, new double[] {1, 1, 1, 1, 1});
    assertThat(batches.value()).isEqualTo(3);
    assertThat(batches.standardError()).isCloseTo(Math.sqrt(2.5 / 5), within(1e-12));
    assertThat(batches.degreesOfFreedom()).isEqualTo(4);
  }

  @Test
  void batchesThatAreAlikeAreJoinedAndTheErrorIsWider() {
    double[] waves = new double[30];
    Arrays.setAll(waves, i -> Math.sin(i / 4.0));
    double[] ones = new double[30];
    Arrays.fill(ones, 1);
    SettledBatches batches = SettledBatches.of(waves, ones);
    assertThat(batches.degreesOfFreedom()).isLessThan(29);
    double naive = Math.sqrt(Arrays.stream(waves).map(w -> w * w).average().orElse(0) / 29);
    assertThat(batches.standardError()).isGreaterThan(naive);
  }

  @Test
  void theIntervalOfAnAutocorrelatedMeanHoldsItAboutAsOftenAsItSays() {
    Random random = new Random(7);
    int held = 0;
    for (int trial = 0; trial < 400; trial++) {
      double state = random.nextGaussian();
      double[] sums = new double[30];
      double[] counts = new double[30];
      Arrays.fill(counts, 20);
      for (int i = 0; i < 600; i++) {
        state = 0.9 * state + Math.sqrt(1 - 0.81) * random.nextGaussian();
        sums[i / 20] += 10 + state;
      }
      SettledBatches batches = SettledBatches.of(sums, counts);
      double half =
          org.apache.commons.statistics.distribution.TDistribution.of(batches.degreesOfFreedom())
                  .inverseSurvivalProbability(0.025)
              * batches.standardError();
      held += Math.abs(batches.value() - 10) <= half ? 1 : 0;
    }
    assertThat(held).isBetween(368, 400); // of 400; 92 % and more
  }

  @Test
  void withoutBatchesOrCountsNothingIsSure() {
    assertThat(SettledBatches.of(new double[] {3}, new double[] {1}).standardError()).isInfinite();
    assertThat(SettledBatches.of(new double[2], new double[2]).standardError()).isInfinite();
    assertThat(SettledBatches.of(new double[0], new double[0]).value()).isZero();
  }
}
