// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DistributionTallyTest {
  private static final long MILLI = 1_000_000;

  @Test
  void fewValuesAreAllThere() {
    DistributionTally tally = new DistributionTally();
    for (long millis : new long[] {40, 10, 30, 20}) {
      tally.add(millis * MILLI);
    }
    Distribution distribution = requireNonNull(tally.distribution(100));
    assertThat(distribution.count()).isEqualTo(4);
    assertThat(distribution.shares()).containsExactly(0.25, 0.5, 0.75, 1);
    assertThat(distribution.millis()[0]).isEqualTo(10);
    assertThat(distribution.millis()[3]).isEqualTo(40);
    assertThat(distribution.millis()[1]).isCloseTo(20, within(0.02));
  }

  @Test
  void ofManyValuesBothEndsStayExact() {
    DistributionTally tally = new DistributionTally();
    for (int i = 1; i <= 100_000; i++) {
      tally.add(10 * MILLI + i * 1_000L);
    }
    tally.add(1_234_567);
    tally.add(98_765_432_101L);
    Distribution distribution = requireNonNull(tally.distribution(160));
    double[] millis = distribution.millis();
    assertThat(millis.length).isLessThan(240);
    assertThat(millis[0]).isEqualTo(1.234567);
    assertThat(millis[millis.length - 1]).isEqualTo(98_765.432101);
    assertThat(millis).isSorted();
    assertThat(distribution.shares()).isSorted().endsWith(1.0);
    assertThat(Arrays.stream(distribution.bins()).sum()).isCloseTo(1, within(1e-9));
    int place = Arrays.binarySearch(distribution.shares(), 0.5);
    assertThat(millis[place]).isCloseTo(60, within(0.1));
  }

  @Test
  void gapsOfNothingAreDrawnAtAMicrosecondAndCounted() {
    DistributionTally tally = new DistributionTally();
    tally.add(0);
    tally.add(0);
    tally.add(0);
    tally.add(MILLI);
    Distribution distribution = requireNonNull(tally.distribution(100));
    assertThat(distribution.below()).isEqualTo(0.75);
    assertThat(distribution.millis()).containsExactly(0.001, 1);
    assertThat(distribution.shares()).containsExactly(0.75, 1);
  }

  @Test
  void withoutValuesThereIsNone() {
    assertThat(new DistributionTally().distribution(100)).isNull();
  }
}
