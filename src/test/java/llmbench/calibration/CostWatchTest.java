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
  void fourIntervalsWithoutAFallAreWarm() {
    assertThat(warmAfter(900, 500, 490, 480, 470)).isFalse();
    assertThat(warmAfter(465)).isTrue();
  }

  @Test
  void aFallBeginsTheCountAnew() {
    assertThat(warmAfter(500, 490, 480, 470, 200, 210, 205, 204)).isFalse();
    assertThat(warmAfter(203)).isTrue();
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
