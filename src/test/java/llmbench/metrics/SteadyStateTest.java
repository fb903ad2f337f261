// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;
import llmbench.recording.RequestRecord;
import org.junit.jupiter.api.Test;

class SteadyStateTest {
  private static final MetricSpec SPEC = new MetricSpec(Set.of(), List.of(99.0), null);
  private static final int TRIALS = 200;

  @Test
  void windowBeginsAfterTheWarmUpAndEndsWithTheLastSend() {
    for (long seed = 0; seed < 20; seed++) {
      // Three times as slow at first, as good as settled after 10 s.
      List<RequestRecord> records =
          new SimulatedCase(seed)
              .requests(1600)
              .slowness(seconds -> 1 + 2 * Math.exp(-seconds / 2.5))
              .records();

      WindowFigures window = steady(records);

      double lastSend =
          records.stream().mapToDouble(each -> each.sentNanos() / 1e9).max().orElseThrow();
      assertThat(window.fromSeconds()).as("seed " + seed).isBetween(5.0, 55.0);
      assertThat(window.toSeconds()).isCloseTo(lastSend, within(1e-9));
      // True: 8 slots, 100 ms + 19 gaps of 20 ms + the next send at once.
      assertThat(window.outputThroughput()).isCloseTo(8 * 20 / 0.48, within(10.0));
      assertThat(window.latency(Metric.TTFT).meanMillis()).isCloseTo(100, within(3.0));
      assertThat(window.meanInFlight()).isCloseTo(8, within(1e-3));
      assertThat(window.peakInFlight()).isEqualTo(8);
    }
  }

  @Test
  void firstWaveAndDrainAreNoPartOfTheWindow() {
    // The first wave has TTFTs of 3 s; the last request takes 30 s on its own.
    List<RequestRecord> records = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double sent = i < 4 ? 0 : 4000 + Math.floorDiv(i - 4, 4) * 500.0;
      double ttft = i < 4 ? 3000 : 100;
      records.add(
          Requests.request(i)
              .sentAt(sent)
              .output(sent + ttft, sent + ttft + 300)
              .endedAt(i < 4 ? 4000 : sent + 500)
              .build());
    }
    records.add(Requests.request(200).sentAt(28_500).output(28_600, 60_000).build());

    WindowFigures window = steady(records);

    assertThat(window.fromSeconds()).isGreaterThanOrEqualTo(4);
    assertThat(window.toSeconds()).isEqualTo(28.5);
    assertThat(window.latency(Metric.TTFT).meanMillis()).isCloseTo(100, within(1e-9));
    assertThat(window.latency(Metric.E2EL).meanMillis()).isCloseTo(400, within(1e-9));
  }

  @Test
  void serverThatSlowsDownIsNotSteady() {
    double found =
        share(
            seed ->
                new SimulatedCase(seed)
                    .noise(0.1, 0.5)
                    .slowness(seconds -> 1 + 0.3 * seconds / 50)
                    .records());
    assertThat(found).isLessThanOrEqualTo(0.02);
    SteadyState steady =
        state(new SimulatedCase(1).slowness(seconds -> 1 + 0.5 * seconds / 50).records());
    assertThat(steady.figures()).isNull();
    assertThat(steady.reason())
        .containsPattern(
            "output_throughput falls by \\d+\\.\\d % \\(Mann-Kendall, p = \\d\\.\\d+e-\\d+\\)")
        .contains("ttft rises", "e2el rises");
  }

  @Test
  void steadyServersAreFoundSteadyInAtLeastNineteenOfTwenty() {
    assertThat(share(seed -> new SimulatedCase(seed).records())).isGreaterThanOrEqualTo(0.95);
    assertThat(share(seed -> new SimulatedCase(seed).requests(240).records()))
        .isGreaterThanOrEqualTo(0.95);
    assertThat(share(seed -> new SimulatedCase(seed).noise(0.2, 0.6).records()))
        .isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void driftThatIsCertainButSmallIsNoDrift() {
    // 2 % over the run, with next to no noise.
    SteadyState steady =
        state(
            new SimulatedCase(3)
                .noise(0.001, 0)
                .slowness(seconds -> 1 + 0.02 * seconds / 50)
                .records());
    assertThat(steady.figures()).isNotNull();
    assertThat(steady.drift())
        .anySatisfy(
            test -> {
              assertThat(test.trend().pValue()).isLessThan(1e-6);
              assertThat(test.drifts()).isFalse();
            });
  }

  @Test
  void tooFewRequestsAreNotJudged() {
    assertThat(state(new SimulatedCase(1).requests(29).records()).reason())
        .isEqualTo("too few requests (29 completed, 30 needed)");
    assertThat(state(new SimulatedCase(1).requests(40).slots(40).records()).reason())
        .startsWith("too few requests (the last was sent before the first wave had ended");
    assertThat(state(new SimulatedCase(1).requests(40).slots(16).records()).reason())
        .contains("completed between the first wave and the last send, 30 needed");
    assertThat(state(List.of()).reason()).isEqualTo("too few requests (0 completed, 30 needed)");
  }

  @Test
  void waveThatMovesInStepIsSteady() {
    // Sixteen slots that a batching server answers all at once: ten waves of equal requests.
    List<RequestRecord> records = new ArrayList<>();
    for (int i = 0; i < 160; i++) {
      double sent = Math.floorDiv(i, 16) * 500.0;
      double first = sent + 40 + i % 16;
      records.add(
          Requests.request(i)
              .sentAt(sent)
              .output(first, first + 200, first + 400)
              .endedAt(sent + 500)
              .build());
    }
    assertThat(state(records).figures()).isNotNull();
  }

  private static double share(LongFunction<List<RequestRecord>> made) {
    int steady = 0;
    for (long seed = 0; seed < TRIALS; seed++) {
      steady += state(made.apply(seed)).figures() != null ? 1 : 0;
    }
    return (double) steady / TRIALS;
  }

  private static SteadyState state(List<RequestRecord> records) {
    return ServingMetrics.of(records, SPEC).further().steady();
  }

  private static WindowFigures steady(List<RequestRecord> records) {
    SteadyState steady = state(records);
    assertThat(steady.reason()).isEmpty();
    return Objects.requireNonNull(steady.figures());
  }
}
