// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import static llmbench.metrics.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import llmbench.plan.GoodputSet;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;
import llmbench.plan.Slo;
import llmbench.recording.Outcome;
import llmbench.recording.RequestRecord;
import org.junit.jupiter.api.Test;

class FurtherFiguresTest {
  private static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9);

  @Test
  void windowOverAllIsTheCase() {
    List<RequestRecord> records = mixed(300);
    ServingMetrics metrics =
        ServingMetrics.of(records, new MetricSpec(Set.of(), PERCENTILES, null));

    WindowFigures whole = Objects.requireNonNull(metrics.further().whole());

    assertThat(whole.completed()).isEqualTo(metrics.figures().completed());
    assertThat(whole.failed()).isEqualTo(metrics.figures().failed()).isPositive();
    assertThat(whole.inputTokens()).isEqualTo(metrics.figures().totalInputTokens());
    assertThat(whole.outputTokens()).isEqualTo(metrics.figures().totalOutputTokens());
    assertThat(whole.peakInFlight()).isEqualTo(metrics.peakInFlight());
    assertThat(whole.outputThroughput())
        .isCloseTo(metrics.figures().outputThroughput(), within(1e-6));
    assertThat(whole.latencies()).isEqualTo(metrics.figures().latencies());
  }

  @Test
  void slicesShareNothingAndLoseNothing() {
    ServingMetrics metrics = ServingMetrics.of(mixed(300), sliced(700, List.of()));
    List<WindowFigures> slices = metrics.further().slices();

    assertThat(metrics.further().sliceSeconds()).isEqualTo(0.7);
    assertThat(slices).hasSize((int) Math.ceil(metrics.durationSeconds() / 0.7));
    assertThat(slices.stream().mapToLong(WindowFigures::completed).sum())
        .isEqualTo(metrics.figures().completed());
    assertThat(slices.stream().mapToLong(WindowFigures::failed).sum())
        .isEqualTo(metrics.figures().failed());
    assertThat(slices.stream().mapToLong(WindowFigures::outputTokens).sum())
        .isEqualTo(metrics.figures().totalOutputTokens());
    assertThat(slices.stream().mapToLong(WindowFigures::inputTokens).sum())
        .isEqualTo(metrics.figures().totalInputTokens());
    for (Metric metric : Metric.values()) {
      assertThat(slices.stream().mapToLong(slice -> slice.latency(metric).count()).sum())
          .isEqualTo(metrics.figures().latency(metric).count());
    }
    assertThat(slices.stream().mapToInt(WindowFigures::peakInFlight).max())
        .hasValue(metrics.peakInFlight());
  }

  @Test
  void whatFallsOnTheEdgeIsOfTheLaterSlice() {
    List<WindowFigures> slices =
        analysis(
                sliced(1000, List.of()),
                request(0).sentAt(0).output(999.999999, 1000, 2500).promptTokens(7).build())
            .slices();

    assertThat(slices).hasSize(3);
    assertThat(slices).extracting(WindowFigures::outputTokens).containsExactly(1L, 1L, 1L);
    assertThat(slices).extracting(WindowFigures::inputTokens).containsExactly(7L, 0L, 0L);
    assertThat(slices).extracting(WindowFigures::completed).containsExactly(0L, 0L, 1L);
    assertThat(slices)
        .extracting(slice -> slice.latency(Metric.ITL).count())
        .containsExactly(0L, 1L, 1L);
    assertThat(slices)
        .allSatisfy(each -> assertThat(each.meanInFlight()).isCloseTo(1, within(1e-6)));
    // The last one is cut where the case ended; rates are per its own length.
    assertThat(slices.get(2).outputThroughput()).isCloseTo(2, within(1e-6));
  }

  @Test
  void peakOfTokensIsOfAnySecondNotOfWholeOnes() {
    // Six tokens from 0.6 s to 1.5 s: three in each whole second, six in [0.6, 1.6).
    TokenPeak peak =
        analysis(plain(), request(0).sentAt(0).output(600, 700, 800, 1300, 1400, 1500).build())
            .tokenPeak();
    assertThat(peak).isEqualTo(new TokenPeak(6, 0.6));
    // A second is half-open: a token 1 s after the first is not in it.
    assertThat(analysis(plain(), request(0).sentAt(0).output(600, 1600).build()).tokenPeak())
        .isEqualTo(new TokenPeak(1, 0.6));
  }

  @Test
  void peakIsFoundInACaseOfDays() {
    double later = 100 * 3_600_000.0;
    TokenPeak peak =
        analysis(
                plain(),
                request(0).sentAt(0).output(600, 700).build(),
                request(1).sentAt(later).output(later + 10, later + 500, later + 900).build())
            .tokenPeak();
    assertThat(peak.tokens()).isEqualTo(3);
    assertThat(peak.atSeconds()).isCloseTo(later / 1000 + 0.01, within(1e-6));
  }

  @Test
  void tokensOfAChunkAddUpToTheRequests() {
    // Seven tokens in three chunks: 2, 2, 3.
    assertThat(EventWalk.tokensOf(0, 3, 7)).isEqualTo(2);
    assertThat(EventWalk.tokensOf(1, 3, 7)).isEqualTo(2);
    assertThat(EventWalk.tokensOf(2, 3, 7)).isEqualTo(3);
    assertThat(
            analysis(plain(), request(0).sentAt(0).output(1, 500, 1100).outputTokens(7).build())
                .tokenPeak()
                .tokens())
        .isEqualTo(5);
  }

  @Test
  void peakIsTheBestOfAllSecondsTriedOneByOne() {
    Random random = new Random(3);
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      times.add(Math.floor(random.nextDouble() * 20_000));
    }
    times.sort(null);
    double[] output = times.stream().mapToDouble(Double::doubleValue).toArray();
    long best =
        times.stream()
            .mapToLong(t -> times.stream().filter(other -> other >= t && other < t + 1000).count())
            .max()
            .orElseThrow();

    assertThat(analysis(plain(), request(0).sentAt(0).output(output).build()).tokenPeak().tokens())
        .isEqualTo(best);
  }

  @Test
  void flightIsMeanByTimeAndPeakWithoutTouchingOnes() {
    WindowFigures whole =
        Objects.requireNonNull(
            analysis(
                    plain(),
                    request(0).sentAt(0).output(400).build(),
                    request(1).sentAt(400).output(1000).build(),
                    request(2).sentAt(500).output(1000).build())
                .whole());
    assertThat(whole.peakInFlight()).isEqualTo(2);
    assertThat(whole.meanInFlight()).isCloseTo(1.5, within(1e-6));
  }

  @Test
  void failedRequestsAreInfinitelySlow() {
    List<RequestRecord> records = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Requests each = request(i).sentAt(0).output(i + 1, 2 * i + 2.0);
      records.add(i < 2 ? each.failed(Outcome.CUT, 200, null).build() : each.build());
    }
    AllRequests all =
        ServingMetrics.of(records, new MetricSpec(Set.of(), List.of(70.0, 80.0, 99.0), null))
            .further()
            .allRequests();

    assertThat(all.requests()).isEqualTo(10);
    assertThat(all.failed()).isEqualTo(2);
    // TTFTs 3 … 10 ms and two that never came; rank 80 lies between the eighth and the ninth.
    List<Percentile> ttft = Objects.requireNonNull(all.latencies().get(Metric.TTFT));
    assertThat(ttft.get(0).millis()).isCloseTo(7.5, within(1e-9));
    assertThat(ttft.get(1).millis()).isCloseTo(9.3, within(1e-9));
    assertThat(ttft.get(2).millis()).isInfinite();
    assertThat(ttft.get(3).millis()).isInfinite();
  }

  @Test
  void latencyFromTheIntendedTimeHoldsTheLag() {
    FromIntended from =
        analysis(
                plain(),
                request(0).sentAt(30).dueAt(10).output(100, 200).build(),
                request(1).sentAt(50).dueAt(50).output(150, 250).build(),
                request(2).sentAt(90).dueAt(50).failed(Outcome.EMPTY, 200, null).build())
            .fromIntended();
    assertThat(from.ttft().meanMillis()).isCloseTo((90 + 100) / 2.0, within(1e-9));
    assertThat(from.e2el().meanMillis()).isCloseTo((190 + 200) / 2.0, within(1e-9));
    assertThat(from.lag().meanMillis()).isCloseTo(20, within(1e-9));
    assertThat(from.lag().percentileMillis(50)).isCloseTo(20, within(1e-9));
    assertThat(from.maxLagMillis()).isCloseTo(40, within(1e-9));
  }

  @Test
  void goodputSetsAreJudgedEachForItself() {
    List<GoodputSet> sets =
        List.of(
            new GoodputSet("fast", Map.of(Metric.TTFT, 100.0)),
            new GoodputSet("smooth", Map.of(Metric.ITL, 50.0)),
            new GoodputSet("both", Map.of(Metric.TTFT, 100.0, Metric.ITL, 50.0)));
    MetricSpec spec =
        new MetricSpec(
            Set.of(), List.of(), new Slo(100.0, null, null), sets, Duration.ofSeconds(10), false);
    FurtherFigures analysis =
        analysis(
            spec,
            request(0).sentAt(0).output(100, 150, 200).build(),
            request(1).sentAt(0).output(101, 151).build(),
            request(2).sentAt(0).output(50, 101, 102, 103).build(),
            request(3).sentAt(0).endedAt(2000).failed(Outcome.CUT, 200, null).build());
    WindowFigures whole = Objects.requireNonNull(analysis.whole());

    assertThat(whole.requestGoodput()).isCloseTo(1, within(1e-6));
    assertThat(whole.goodputSets())
        .extracting(GoodputFigures::requests)
        .containsExactly(2L, 2L, 1L);
    assertThat(whole.goodputSets())
        .extracting(GoodputFigures::outputTokens)
        .containsExactly(7L, 5L, 3L);
    assertThat(whole.goodputSets().get(0).requestGoodput()).isCloseTo(1, within(1e-6));
    assertThat(whole.goodputSets().get(0).outputTokenGoodput()).isCloseTo(3.5, within(1e-6));
    assertThat(whole.goodputSets().get(2).ratio()).isEqualTo(0.25);
    assertThat(analysis.slices().get(0).goodputSets()).hasSize(3);
  }

  @Test
  void slicesAreLengthenedRatherThanCountless() {
    FurtherFigures analysis =
        analysis(sliced(100, List.of()), request(0).sentAt(0).output(1, 4_000_000).build());
    assertThat(analysis.sliceSeconds()).isEqualTo(0.8);
    assertThat(analysis.slices()).hasSize(5001);
  }

  @Test
  void caseWithoutRequestsHasNothing() {
    FurtherFigures analysis = ServingMetrics.of(List.of(), sliced(100, List.of())).further();
    assertThat(analysis.whole()).isNull();
    assertThat(analysis.slices()).isEmpty();
    assertThat(analysis.tokenPeak()).isEqualTo(new TokenPeak(0, 0));
    assertThat(analysis.allRequests().latencies().get(Metric.TTFT))
        .allSatisfy(each -> assertThat(each.millis()).isZero());
  }

  private static MetricSpec plain() {
    return new MetricSpec(Set.of(), List.of(99.0), null);
  }

  private static MetricSpec sliced(long millis, List<GoodputSet> sets) {
    return new MetricSpec(Set.of(), PERCENTILES, null, sets, Duration.ofMillis(millis), false);
  }

  private static FurtherFigures analysis(MetricSpec spec, RequestRecord... records) {
    return ServingMetrics.of(Arrays.asList(records), spec).further();
  }

  /** Requests of all lengths, some with several tokens in a chunk, every ninth failed. */
  private static List<RequestRecord> mixed(int count) {
    Random random = new Random(7);
    List<RequestRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double sent = random.nextDouble() * 9000;
      Requests each =
          request(i).sentAt(sent).dueAt(sent - random.nextInt(5)).promptTokens(random.nextInt(99));
      double at = sent;
      int chunks = 1 + random.nextInt(12);
      for (int chunk = 0; chunk < chunks; chunk++) {
        at += random.nextDouble() * 90;
        each.output(at);
      }
      if (i % 3 == 0) {
        each.outputTokens(chunks + random.nextInt(20));
      }
      records.add(
          i % 9 == 0 ? each.failed(Outcome.CUT, 200, null).build() : each.endedAt(at + 1).build());
    }
    return records;
  }
}
