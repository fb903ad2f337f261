// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import llmbench.plan.Goal;
import llmbench.plan.Metric;
import llmbench.plan.SearchSpec;
import llmbench.plan.SearchSpec.Variable;
import org.junit.jupiter.api.Test;

class ProbeReadingTest {
  @Test
  void theBeginningAndTheEndDoNotCount() {
    // One a second, 2 s each: the first 4 s and the last 2 s are left out.
    ProbeOutcome outcome = read(new Goal.Latency(Metric.TTFT, 50, 500), steady(300));
    assertThat(outcome.scaleSeconds()).isEqualTo(2);
    assertThat(outcome.counted()).isEqualTo(300 - 4 - 2);
    assertThat(outcome.seconds()).isEqualTo(301);
    assertThat(outcome.problem()).isEmpty();
    assertThat(outcome.queueGrew()).isFalse();
    GoalEvidence ttft = outcome.goals().get(0);
    // TTFT is 1000 ms for each fourth, 100 ms for the others.
    assertThat(ttft.share()).isCloseTo(0.25, within(0.002));
    assertThat(ttft.observed()).isEqualTo(100);
    assertThat(outcome.holds()).isTrue();
    assertThat(read(new Goal.Latency(Metric.TTFT, 80, 500), steady(300)).holds()).isFalse();
  }

  @Test
  void aFailedRequestMissesEveryLatencyGoal() {
    List<RequestSample> samples = steady(300);
    for (int i = 0; i < 300; i += 10) {
      samples.set(i, new RequestSample(i, i + 2, true, false, 0, 0, 0, new double[0]));
    }
    assertThat(read(new Goal.Latency(Metric.E2EL, 90, 5000), samples).goals().get(0).share())
        .isCloseTo(0.1, within(0.005));
    assertThat(read(new Goal.Failures(0.2), samples).goals().get(0).observed())
        .isCloseTo(0.1, within(0.005));
    assertThat(read(new Goal.Goodput(0.7), samples).goals().get(0).observed())
        .isCloseTo(0.9, within(0.005));
  }

  @Test
  void gapsCountEachForThemselves() {
    GoalEvidence itl = read(new Goal.Latency(Metric.ITL, 50, 25), steady(300)).goals().get(0);
    assertThat(itl.tried()).isEqualTo(3 * 294);
    assertThat(itl.share()).isCloseTo(1 / 3.0, within(1e-9));
  }

  @Test
  void tooFewOrTooShortIsSaid() {
    assertThat(read(new Goal.Latency(Metric.TTFT, 90, 5000), steady(60)).problem())
        .isEqualTo("54 requests that count, 95 needed");
    assertThat(read(new Goal.Failures(0.5), List.of()).problem()).isEqualTo("no requests");
    // Most miss: no longer probe is needed.
    assertThat(read(new Goal.Latency(Metric.TTFT, 90, 10), steady(60)).problem()).isEmpty();
  }

  @Test
  void aQueueThatGrowsIsSeenInAnOpenLoopOnly() {
    List<RequestSample> growing = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      growing.add(sample(i, 2 + i, 100));
    }
    Goal goal = new Goal.Latency(Metric.TTFT, 90, 5000);
    ProbeOutcome outcome = read(goal, growing);
    assertThat(outcome.queueGrew()).isTrue();
    assertThat(outcome.holds()).isFalse();
    assertThat(ProbeReading.of(spec(Variable.MAX_CONCURRENCY, goal), growing).queueGrew())
        .isFalse();
  }

  private static List<RequestSample> steady(int count) {
    List<RequestSample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(sample(i, 2, i % 4 == 0 ? 1000 : 100));
    }
    return samples;
  }

  private static RequestSample sample(double sent, double seconds, double ttft) {
    return new RequestSample(
        sent, sent + seconds, false, true, ttft, 20, 1000 * seconds, new double[] {10, 20, 30});
  }

  private static ProbeOutcome read(Goal goal, List<RequestSample> samples) {
    return ProbeReading.of(spec(Variable.REQUEST_RATE, goal), samples);
  }

  private static SearchSpec spec(Variable variable, Goal goal) {
    return new SearchSpec(
        variable, List.of(goal), 1, 100, Duration.ofMinutes(5), 10, 0.05, 0.95, null);
  }
}
