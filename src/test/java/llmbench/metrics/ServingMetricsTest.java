// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import static llmbench.metrics.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;
import llmbench.plan.Slo;
import llmbench.recording.Outcome;
import llmbench.recording.TokenSource;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ServingMetricsTest {
  private static final Offset<Double> EXACT = within(1e-9);

  @Test
  void workedExampleOfThePackage() {
    ServingMetrics metrics =
        metrics(request(0).sentAt(0).empty(5).output(105, 125, 145).finish(146));

    assertThat(mean(metrics.figures(), Metric.TTFT)).isCloseTo(105, EXACT);
    assertThat(metrics.requests().itlSeconds(0)).containsExactly(0.020, 0.020);
    assertThat(mean(metrics.figures(), Metric.E2EL)).isCloseTo(145, EXACT);
    assertThat(mean(metrics.figures(), Metric.TPOT)).isCloseTo(20, EXACT);

    ServingFigures vllm = metrics.vllmDefinitions();
    assertThat(mean(vllm, Metric.TTFT)).isCloseTo(5, EXACT);
    assertThat(mean(vllm, Metric.ITL)).isCloseTo((100 + 20 + 20 + 1) / 4.0, EXACT);
    assertThat(mean(vllm, Metric.E2EL)).isCloseTo(146, EXACT);
    assertThat(mean(vllm, Metric.TPOT)).isCloseTo(70.5, EXACT);
  }

  @Test
  void noRecordsGiveZeros() {
    ServingMetrics metrics = metrics();

    assertThat(metrics.durationSeconds()).isZero();
    assertThat(metrics.sent()).isZero();
    assertThat(metrics.failedRatio()).isZero();
    assertThat(metrics.peakInFlight()).isZero();
    assertThat(metrics.figures().requestThroughput()).isZero();
    assertThat(metrics.figures().latency(Metric.TTFT).percentileMillis(99)).isZero();
    assertThat(metrics.requests().size()).isZero();
  }

  @Test
  void durationRunsFromTheFirstDueTimeToTheLastEndFailedRequestsIncluded() {
    ServingMetrics metrics =
        metrics(
            request(0).sentAt(100).dueAt(90).output(200, 300),
            request(1).sentAt(95).failed(Outcome.HTTP_ERROR, 500, "no").endedAt(1090));

    assertThat(metrics.durationSeconds()).isCloseTo(1.0, EXACT);
    assertThat(metrics.figures().requestThroughput()).isCloseTo(1.0, EXACT);
  }

  @Test
  void cutStreamCountsAsFailedAndAsSuccessfulByVllmsReading() {
    ServingMetrics metrics =
        metrics(request(0).sentAt(0).output(10, 20).failed(Outcome.CUT, 200, "cut"));

    assertThat(metrics.figures().completed()).isZero();
    assertThat(metrics.figures().totalOutputTokens()).isZero();
    assertThat(metrics.vllmDefinitions().completed()).isEqualTo(1);
    assertThat(metrics.vllmDefinitions().totalOutputTokens()).isEqualTo(2);
  }

  @Test
  void failedRequestKeepsItsFirstTokenButHasNeitherLatencyNorLengthNorText() {
    RequestSamples requests =
        metrics(request(0).sentAt(0).output(10, 30).text("so far").failed(Outcome.CUT, 200, "cut"))
            .requests();

    assertThat(requests.ttftSeconds(0)).isEqualTo(0.010);
    assertThat(requests.itlSeconds(0)).containsExactly(0.020);
    assertThat(requests.latencySeconds(0)).isZero();
    assertThat(requests.outputTokens(0)).isZero();
    assertThat(requests.generatedText(0)).isEmpty();
    assertThat(requests.error(0)).isEqualTo("cut");
  }

  @Test
  void completedRecordWithoutOutputIsAnEmptyAnswer() {
    ServingMetrics metrics = metrics(request(0).sentAt(0).empty(5).finish(9).outputTokens(3));

    assertThat(metrics.figures().failed()).isEqualTo(1);
    assertThat(metrics.failures()).containsExactly(new FailureGroup("empty", 200, 1, ""));
  }

  @Test
  void failuresAreGroupedByKindAndStatusTheMostFrequentFirst() {
    ServingMetrics metrics =
        metrics(
            request(0).failed(Outcome.HTTP_ERROR, 429, "slow down"),
            request(1).failed(Outcome.HTTP_ERROR, 500, "first"),
            request(2).failed(Outcome.HTTP_ERROR, 500, "second"),
            request(3).failed(Outcome.CONNECT_FAILED, 0, null),
            request(4).sentAt(0).output(1));

    assertThat(metrics.failures())
        .containsExactly(
            new FailureGroup("http_error", 500, 2, "first"),
            new FailureGroup("connect_failed", 0, 1, ""),
            new FailureGroup("http_error", 429, 1, "slow down"));
    assertThat(metrics.failedRatio()).isCloseTo(0.8, EXACT);
  }

  @Test
  void retriesEnterNoFigureAndAreCountedApart() {
    ServingMetrics metrics =
        metrics(
            request(0).sentAt(0).failed(Outcome.HTTP_ERROR, 503, "busy").endedAt(50).sentAgain(),
            request(0).sentAt(100).attempt(1).output(150, 160),
            request(1).sentAt(0).failed(Outcome.HTTP_ERROR, 503, "busy").endedAt(40).sentAgain(),
            request(1).sentAt(60).attempt(1).failed(Outcome.CUT, 200, "cut").endedAt(90),
            request(2).sentAt(0).output(20, 30));

    assertThat(metrics.sent()).isEqualTo(3);
    assertThat(metrics.figures().completed()).isEqualTo(2);
    assertThat(mean(metrics.figures(), Metric.TTFT)).isCloseTo((50 + 20) / 2.0, EXACT);
    assertThat(metrics.durationSeconds()).isCloseTo(0.160, EXACT);
    assertThat(metrics.retries())
        .isEqualTo(
            new RetryCounts(2, 2, 1, List.of(new FailureGroup("http_error", 503, 2, "busy"))));
    assertThat(metrics.failures()).containsExactly(new FailureGroup("cut", 200, 1, "cut"));
  }

  @Test
  void slotRefilledAtOnceIsOneRequestInFlightWhereVllmSeesTwo() {
    ServingMetrics metrics =
        metrics(
            request(0).sentAt(0).output(50, 100),
            request(1).sentAt(100).output(150, 200),
            request(2).sentAt(200).output(250, 300));

    assertThat(metrics.peakInFlight()).isEqualTo(1);
    assertThat(metrics.figures().maxConcurrentRequests()).isEqualTo(3);
  }

  @Test
  void requestsInFlightCountFailedOnesToo() {
    ServingMetrics metrics =
        metrics(
            request(0).sentAt(0).output(100),
            request(1).sentAt(10).failed(Outcome.IDLE_TIMEOUT, 0, "idle").endedAt(100),
            request(2).sentAt(99).output(120),
            request(3).sentAt(100).output(110));

    assertThat(metrics.peakInFlight()).isEqualTo(3);
  }

  @Test
  void requestThatEndedAsItBeganIsNeverInFlight() {
    ServingMetrics metrics =
        metrics(
            request(0).sentAt(0).output(100),
            request(1).sentAt(50).failed(Outcome.CONNECT_FAILED, 0, "no").endedAt(50),
            request(2).sentAt(50).output(90));

    assertThat(metrics.peakInFlight()).isEqualTo(2);
  }

  @Test
  void goodRequestMeetsEveryLimitAndLimitsAreInclusive() {
    MetricSpec spec = new MetricSpec(Set.of(), List.of(), new Slo(100.0, 50.0, null));

    ServingMetrics metrics =
        ServingMetrics.of(
            List.of(
                request(0).sentAt(0).output(100, 150).build(), // on both limits
                request(1).sentAt(0).output(101, 150).build(), // TTFT too long
                request(2).sentAt(0).output(10, 61).build(), // TPOT too long
                request(3).sentAt(0).output(10).endedAt(2000).build()), // one token: TPOT 0
            spec);

    assertThat(metrics.figures().requestGoodput()).isCloseTo(2 / 2.0, EXACT);
  }

  @Test
  void withoutLimitsThereIsNoGoodput() {
    assertThat(metrics(request(0).sentAt(0).output(1)).figures().requestGoodput()).isNull();
    assertThat(
            ServingMetrics.of(
                    List.of(request(0).sentAt(0).output(1).build()),
                    new MetricSpec(Set.of(), List.of(), new Slo(null, null, null)))
                .figures()
                .requestGoodput())
        .isNull();
  }

  @Test
  void singleTokenAnswersHaveNoTpot() {
    LatencyStats tpot =
        metrics(request(0).sentAt(0).output(10), request(1).sentAt(0).output(10, 30))
            .figures()
            .latency(Metric.TPOT);

    assertThat(tpot.count()).isEqualTo(1);
    assertThat(tpot.meanMillis()).isCloseTo(20, EXACT);
  }

  @Test
  void shortAnswersAndTheirMissingTokensAreCounted() {
    TokenCounts tokens =
        metrics(
                request(0).sentAt(0).output(1, 2).asked(2),
                request(1).sentAt(0).output(1, 2).asked(5),
                request(2).sentAt(0).output(1).asked(5),
                request(3).output(1).asked(5).failed(Outcome.CUT, 200, "cut"))
            .tokens();

    assertThat(tokens.shortAnswers()).isEqualTo(2);
    assertThat(tokens.missingTokens()).isEqualTo(3 + 4);
  }

  @Test
  void tokenSourcesOfCompletedRequestsAreCounted() {
    TokenCounts tokens =
        metrics(
                request(0).sentAt(0).output(1),
                request(1).sentAt(0).output(1).countedBy(TokenSource.TOKENIZER),
                request(2).sentAt(0).output(1).countedBy(TokenSource.TOKENIZER),
                request(3).failed(Outcome.CUT, 200, "cut").countedBy(TokenSource.NONE))
            .tokens();

    assertThat(tokens.outputSources())
        .containsExactly(Map.entry("usage", 1), Map.entry("tokenizer", 2), Map.entry("none", 0));
    assertThat(tokens.promptSources()).isEqualTo(tokens.outputSources());
  }

  @Test
  void perTokenItlSharesAGapAmongTheTokensOfAChunk() {
    TokenCounts tokens =
        metrics(
                request(0).sentAt(0).output(100, 130, 160).outputTokens(9),
                request(1).sentAt(0).output(100, 110).outputTokens(2))
            .tokens();

    assertThat(tokens.outputChunks()).isEqualTo(5);
    assertThat(tokens.multiTokenRequests()).isEqualTo(1);
    LatencyStats perToken = Objects.requireNonNull(tokens.perTokenItl());
    assertThat(perToken.count()).isEqualTo(3);
    assertThat(perToken.meanMillis()).isCloseTo((10 + 10 + 10) / 3.0, EXACT);
  }

  @Test
  void perTokenItlIsLeftOutWhereEveryChunkIsOneToken() {
    assertThat(metrics(request(0).sentAt(0).output(1, 2)).tokens().perTokenItl()).isNull();
  }

  @Test
  void queueTimeIsFromDueToSentAndByVllmsReadingFromTheStart() {
    ServingMetrics metrics =
        metrics(
            request(0).sentAt(2).dueAt(0).output(10), request(1).sentAt(14).dueAt(11).output(20));

    assertThat(metrics.requests().queueSeconds(1)).isCloseTo(0.003, EXACT);
    assertThat(mean(metrics.figures(), Metric.CLIENT_QUEUE_TIME)).isCloseTo(2.5, EXACT);
    assertThat(mean(metrics.vllmDefinitions(), Metric.CLIENT_QUEUE_TIME)).isCloseTo(8, EXACT);
    assertThat(mean(metrics.figures(), Metric.E2EL_INCLUDING_CLIENT_QUEUE))
        .isCloseTo(((8 + 2) + (6 + 3)) / 2.0, EXACT);
  }

  private static ServingMetrics metrics(Requests... requests) {
    return ServingMetrics.of(
        Arrays.stream(requests).map(Requests::build).toList(),
        new MetricSpec(Set.of(), List.of(99.0), null));
  }

  private static double mean(ServingFigures figures, Metric metric) {
    return figures.latency(metric).meanMillis();
  }
}
