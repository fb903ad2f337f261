// SPDX-License-Identifier: Apache-2.0
package llmbench.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import llmbench.plan.ThinkTime;
import org.junit.jupiter.api.Test;

class ThinkTimesTest {
  private static final int USERS = 200;
  private static final int TURNS = 100;

  /** In seconds, sorted. */
  private static double[] draws(ThinkTime time) {
    ThinkTimes times = new ThinkTimes(time, 11);
    double[] seconds = new double[USERS * TURNS];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = times.nanos(i / TURNS, i % TURNS) / 1e9;
    }
    Arrays.sort(seconds);
    return seconds;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  @Test
  void aConstantIsConstant() {
    assertThat(draws(new ThinkTime.Constant(1.5))).containsOnly(1.5);
    assertThat(draws(new ThinkTime.Constant(0))).containsOnly(0.0);
  }

  @Test
  void exponentialTimesHaveTheirMeanAndMedian() {
    double[] free = draws(new ThinkTime.Exponential(2, ThinkTime.NO_MAX));
    assertThat(mean(free)).isCloseTo(2, within(0.06));
    assertThat(free[free.length / 2]).isCloseTo(2 * Math.log(2), within(0.05));
    // E[X | X < m] = mean − m / (e^(m/mean) − 1)
    double[] bounded = draws(new ThinkTime.Exponential(2, 3));
    assertThat(bounded[bounded.length - 1]).isLessThanOrEqualTo(3).isGreaterThan(2.99);
    assertThat(mean(bounded)).isCloseTo(2 - 3 / Math.expm1(1.5), within(0.03));
  }

  @Test
  void lognormalTimesHaveTheirMeanAndMedian() {
    double[] byMean = draws(ThinkTime.Lognormal.ofMean(2, 0.5, ThinkTime.NO_MAX));
    assertThat(mean(byMean)).isCloseTo(2, within(0.04));
    double[] byMedian = draws(ThinkTime.Lognormal.ofMedian(2, 0.5, ThinkTime.NO_MAX));
    assertThat(byMedian[byMedian.length / 2]).isCloseTo(2, within(0.04));
    double[] bounded = draws(ThinkTime.Lognormal.ofMedian(2, 0.5, 2));
    assertThat(bounded[bounded.length - 1]).isLessThanOrEqualTo(2);
    // The median of the lower half is the quarter of all: exp(mu − 0.6745 sigma).
    assertThat(bounded[bounded.length / 2]).isCloseTo(2 * Math.exp(-0.67449 * 0.5), within(0.04));
  }

  /** Whoever is asked first, a user's turn has its time; another seed has others. */
  @Test
  void aTurnHasItsTimeInAnyOrder() {
    ThinkTime time = new ThinkTime.Exponential(1, ThinkTime.NO_MAX);
    ThinkTimes times = new ThinkTimes(time, 3);
    ThinkTimes backwards = new ThinkTimes(time, 3);
    ThinkTimes other = new ThinkTimes(time, 4);
    long[][] first = new long[20][20];
    for (int user = 0; user < 20; user++) {
      for (int turn = 0; turn < 20; turn++) {
        first[user][turn] = times.nanos(user, turn);
      }
    }
    for (int turn = 19; turn >= 0; turn--) {
      for (int user = 19; user >= 0; user--) {
        assertThat(backwards.nanos(user, turn)).isEqualTo(first[user][turn]);
        assertThat(other.nanos(user, turn)).isNotEqualTo(first[user][turn]);
      }
    }
    assertThat(Arrays.stream(first).flatMapToLong(Arrays::stream).distinct().count())
        .isEqualTo(400);
  }

  @Test
  void aMostThatLeavesNothingIsRefused() {
    assertThatThrownBy(() -> new ThinkTimes(ThinkTime.Lognormal.ofMedian(100, 0.1, 1), 0))
        .isInstanceOf(TrafficException.class)
        .hasMessageStartingWith("think_time: expected times below max: 1.0");
    assertThatThrownBy(() -> new ThinkTime.Exponential(0, 1)).hasMessageContaining("mean > 0");
    assertThatThrownBy(() -> new ThinkTime.Constant(-1)).hasMessageContaining(">= 0");
    assertThatThrownBy(() -> new ThinkTime.Lognormal(0, 0, 1)).hasMessageContaining("sigma > 0");
  }
}
