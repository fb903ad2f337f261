// SPDX-License-Identifier: Apache-2.0
package llmbench.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import llmbench.plan.CancelSpec;
import llmbench.plan.ThinkTime;
import org.junit.jupiter.api.Test;

class CancelDrawsTest {
  private static final int REQUESTS = 20_000;

  @Test
  void thatShareIsCancelled() {
    for (double ratio : new double[] {0.01, 0.3, 0.99, 1}) {
      CancelDraws draws = new CancelDraws(new CancelSpec(ratio, null, 3), 7);
      long cancelled = IntStream.range(0, REQUESTS).filter(draws::cancels).count();
      assertThat(cancelled / (double) REQUESTS).isCloseTo(ratio, within(0.012));
      assertThat(draws.chunks()).isEqualTo(3);
      assertThat(draws.nanos(5)).isZero();
    }
  }

  @Test
  void whoIsCancelledAndWhenDependsOnTheSeedAlone() {
    CancelSpec spec = new CancelSpec(0.5, new ThinkTime.Exponential(2, ThinkTime.NO_MAX), null);
    CancelDraws one = new CancelDraws(spec, 7);
    CancelDraws again = new CancelDraws(spec, 7);
    CancelDraws other = new CancelDraws(spec, 8);
    int differ = 0;
    for (int i = REQUESTS - 1; i >= 0; i--) {
      assertThat(again.cancels(i)).isEqualTo(one.cancels(i));
      assertThat(again.nanos(i)).isEqualTo(one.nanos(i)).isPositive();
      differ += one.cancels(i) == other.cancels(i) ? 0 : 1;
    }
    assertThat(differ / (double) REQUESTS).isCloseTo(0.5, within(0.02));
    double mean = IntStream.range(0, REQUESTS).mapToLong(one::nanos).average().orElseThrow();
    assertThat(mean / 1e9).isCloseTo(2, within(0.05));
  }

  @Test
  void timesThatHardlyEverComeAreRefusedByTheirKey() {
    CancelSpec spec = new CancelSpec(1, ThinkTime.Lognormal.ofMedian(100, 0.1, 1), null);
    assertThatThrownBy(() -> new CancelDraws(spec, 0))
        .isInstanceOf(TrafficException.class)
        .hasMessageStartingWith("cancel_after: expected times below max");
  }
}
