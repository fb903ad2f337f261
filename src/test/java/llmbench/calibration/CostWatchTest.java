// SPDX-License-Identifier: Apache-2.0
package llmbench.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CostWatchTest {
  private final CostWatch watch = new CostWatch();

  private boolean warmAfter(long... microsPerFrame) {
    for (long micros : microsPerFrame) {
      watch.interval(micros * 1000 * 500, 500);
    }
    return watch.warm();
  }

  @Test
  void aFallingCostIsNotWarm() {
    assertThat(warmAfter(900, 500, 300, 150, 80, 40)).isFalse();
    assertThat(watch.lastNanosPerFrame()).isEqualTo(40_000);
  }

  @Test
  void twoIntervalsWithoutAFallAreWarm() {
    assertThat(warmAfter(900, 500, 490)).isFalse();
    assertThat(warmAfter(470)).isTrue();
  }

  @Test
  void aFallBeginsTheCountAnew() {
    assertThat(warmAfter(500, 490, 200, 210)).isFalse();
    assertThat(warmAfter(205)).isTrue();
  }

  @Test
  void anIntervalWithoutFramesSaysNothing() {
    watch.interval(1_000_000, 0);
    watch.interval(1_000_000, 0);
    watch.interval(1_000_000, 0);
    assertThat(watch.warm()).isFalse();
    assertThat(watch.lastNanosPerFrame()).isNaN();
  }
}
