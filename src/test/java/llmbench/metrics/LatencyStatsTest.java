// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Known answers by numpy 2.3.5:
 *
 * <pre>
 * python -c "import numpy as np
 * x = [0.0123, 0.5, 0.25, 0.125, 3.5, 0.0625, 0.75]  # also x[:6], x[:1]
 * i = np.arange(1000); y = ((i * 7919) % 1009) / 1009 * 0.2
 * for v in (x, x[:6], x[:1], y):
 *   print(np.mean(v)*1000, np.median(v)*1000, np.std(v)*1000,
 *         [np.percentile(v, p)*1000 for p in (0, 25, 50, 90, 99, 99.9, 100)])"
 * </pre>
 */
class LatencyStatsTest {
  private static final List<Double> RANKS = List.of(0.0, 25.0, 50.0, 90.0, 99.0, 99.9, 100.0);

  @Test
  void oddSampleEqualsNumpy() {
    assertStats(
        stats(0.0123, 0.5, 0.25, 0.125, 3.5, 0.0625, 0.75),
        742.8285714285714,
        250.0,
        1151.5283343878077,
        12.3,
        93.75,
        250.0,
        1850.000000000001,
        3334.9999999999986,
        3483.500000000002,
        3500.0);
  }

  @Test
  void evenSampleEqualsNumpy() {
    assertStats(
        stats(0.0123, 0.5, 0.25, 0.125, 3.5, 0.0625),
        741.6333333333332,
        187.5,
        1243.7887369735352,
        12.3,
        78.125,
        187.5,
        2000.0,
        3350.0000000000005,
        3485.000000000003,
        3500.0);
  }

  @Test
  void singleValueIsItsOwnSummary() {
    assertStats(stats(0.0123), 12.3, 12.3, 0.0, 12.3, 12.3, 12.3, 12.3, 12.3, 12.3, 12.3);
  }

  @Test
  void thousandValuesEqualNumpy() {
    double[] values =
        IntStream.range(0, 1000).mapToDouble(i -> i * 7919 % 1009 / 1009.0 * 0.2).toArray();
    assertStats(
        stats(values),
        100.03528245787909,
        100.1982160555005,
        57.75204580900437,
        0.0,
        50.09910802775025,
        100.1982160555005,
        179.80178394449953,
        197.82160555004955,
        199.60376610505455,
        199.8017839444995);
  }

  @Test
  void emptySampleIsZero() {
    assertStats(stats(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(stats().count()).isZero();
  }

  /** To the last bit: below the midpoint counted from the lower neighbour, else from the upper. */
  @Test
  void percentileRoundsAsNumpyDoes() {
    // python -c "import numpy as np; print(np.percentile([1, 2, 3, 4], 99))", and so on
    assertThat(percentile(99, 1, 2, 3, 4)).isEqualTo(3.9699999999999998);
    assertThat(percentile(95, 0.089, 0.151, 0.294, 0.41, 0.801)).isEqualTo(0.7228);
    assertThat(percentile(95, 0.454, 0.646, 0.7, 0.998)).isEqualTo(0.9532999999999999);
    assertThat(percentile(50, 0.061, 0.114, 0.125, 0.221, 0.541, 0.812, 0.972)).isEqualTo(0.221);
  }

  @Test
  void percentileThatWasNotAskedForIsZero() {
    assertThat(stats(1.0, 2.0).percentileMillis(42)).isZero();
    assertThat(stats(1.0, 2.0).percentileMillis(100)).isEqualTo(2000);
  }

  @Test
  void percentilesAreNamedAsVllmNamesThem() {
    // python -c "for p in (99.0, 99.9, 50.0, 0.001): print(int(p) if int(p) == p else p)"
    assertThat(List.of(99.0, 99.9, 50.0, 0.001, 100.0))
        .extracting(rank -> new Percentile(rank, 0).word())
        .containsExactly("99", "99.9", "50", "0.001", "100");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void percentilesLieWithinTheSampleAndRiseWithTheRank(long seed) {
    Random random = new Random(seed);
    double[] sorted =
        random.doubles(1 + random.nextInt(300)).map(value -> Math.pow(value, 8)).sorted().toArray();
    double[] ranks = random.doubles(500, 0, 100).sorted().toArray();

    double[] percentiles =
        Arrays.stream(ranks).map(rank -> LatencyStats.linearPercentile(sorted, rank)).toArray();

    assertThat(percentiles[0]).isGreaterThanOrEqualTo(sorted[0]);
    assertThat(percentiles[ranks.length - 1]).isLessThanOrEqualTo(sorted[sorted.length - 1]);
    assertThat(percentiles).isSorted();
  }

  private static double percentile(double rank, double... sorted) {
    return LatencyStats.linearPercentile(sorted, rank);
  }

  private static LatencyStats stats(double... seconds) {
    return LatencyStats.of(seconds, RANKS);
  }

  private static void assertStats(
      LatencyStats stats, double mean, double median, double std, double... percentiles) {
    assertThat(stats.meanMillis()).isCloseTo(mean, within(1e-9));
    assertThat(stats.medianMillis()).isCloseTo(median, within(1e-9));
    assertThat(stats.stdMillis()).isCloseTo(std, within(1e-9));
    assertThat(stats.percentiles()).hasSameSizeAs(RANKS);
    for (int i = 0; i < percentiles.length; i++) {
      assertThat(stats.percentiles().get(i).rank()).isEqualTo(RANKS.get(i));
      assertThat(stats.percentiles().get(i).millis()).isCloseTo(percentiles[i], within(1e-9));
    }
  }
}
