// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import llmbench.plan.Metric;
import llmbench.recording.RequestRecord;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Equal to the real vLLM on the same requests; see {@link KnownAnswer} for how that was run. */
class VllmKnownAnswerTest {
  private static final Offset<Double> EXACT = within(1e-9);

  static Stream<KnownAnswer> answers() {
    return KnownAnswer.NAMES.stream().map(KnownAnswer::load);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void figuresEqualThoseOfVllmOnOutputChunks(KnownAnswer answer) {
    ServingMetrics metrics = answer.metrics();

    assertThat(metrics.durationSeconds())
        .isCloseTo(answer.outputChunks().get("duration").asDouble(), EXACT);
    assertFigures(metrics.figures(), answer.outputChunks());
  }

  @ParameterizedTest
  @MethodSource("answers")
  void figuresByVllmsReadingEqualThoseOfVllmOnAllChunks(KnownAnswer answer) {
    assertFigures(answer.metrics().vllmDefinitions(), answer.vllmDefinitions());
    assertPeaks(answer.metrics().vllmDefinitions(), answer.vllmDefinitions());
  }

  @ParameterizedTest
  @MethodSource("answers")
  void peaksEqualThoseOfVllmOnAllChunks(KnownAnswer answer) {
    assertPeaks(answer.metrics().figures(), answer.allChunksOfCompleted());
  }

  @ParameterizedTest
  @MethodSource("answers")
  void peakOfOutputChunksEqualsThatOfVllmOnThem(KnownAnswer answer) {
    assertThat(answer.metrics().peakOutputChunksPerSecond())
        .isEqualTo(answer.outputChunks().get("max_output_tokens_per_s").asDouble());
  }

  @ParameterizedTest
  @MethodSource("answers")
  void arraysEqualThoseOfVllmInDispatchOrderWhateverTheOrderOfTheRecords(KnownAnswer answer) {
    List<RequestRecord> records = new ArrayList<>(answer.records());
    Collections.shuffle(records, new Random(7));

    RequestSamples requests = ServingMetrics.of(records, answer.spec()).requests();

    JsonNode expected = answer.outputChunks();
    assertThat(requests.size()).isEqualTo(expected.get("ttfts").size());
    for (int i = 0; i < requests.size(); i++) {
      assertThat(requests.ttftSeconds(i)).isEqualTo(expected.get("ttfts").get(i).asDouble());
      assertThat(requests.latencySeconds(i)).isEqualTo(expected.get("latencies").get(i).asDouble());
      assertThat(requests.inputTokens(i)).isEqualTo(expected.get("input_lens").get(i).asInt());
      assertThat(requests.outputTokens(i)).isEqualTo(expected.get("output_lens").get(i).asInt());
      assertThat(requests.error(i)).isEqualTo(expected.get("errors").get(i).asText());
      List<Double> gaps = new ArrayList<>();
      expected.get("itls").get(i).forEach(gap -> gaps.add(gap.asDouble()));
      assertThat(requests.itlSeconds(i))
          .containsExactly(gaps.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  private static void assertFigures(ServingFigures figures, JsonNode expected) {
    assertThat(figures.completed()).isEqualTo(expected.get("completed").asInt());
    assertThat(figures.failed()).isEqualTo(expected.get("failed").asInt());
    assertThat(figures.totalInputTokens()).isEqualTo(expected.get("total_input_tokens").asLong());
    assertThat(figures.totalOutputTokens()).isEqualTo(expected.get("total_output_tokens").asLong());
    assertClose("request_throughput", figures.requestThroughput(), expected);
    assertThat(figures.requestGoodput())
        .isCloseTo(expected.get("request_goodput").asDouble(), EXACT);
    assertClose("output_throughput", figures.outputThroughput(), expected);
    assertClose("total_token_throughput", figures.totalTokenThroughput(), expected);
    for (Metric metric : Metric.values()) {
      if (metric != Metric.E2EL_INCLUDING_CLIENT_QUEUE) {
        LatencyStats stats = figures.latency(metric);
        assertClose("mean_" + metric.key() + "_ms", stats.meanMillis(), expected);
        assertClose("median_" + metric.key() + "_ms", stats.medianMillis(), expected);
        assertClose("std_" + metric.key() + "_ms", stats.stdMillis(), expected);
        assertThat(stats.percentiles()).hasSize(4);
        for (Percentile percentile : stats.percentiles()) {
          String key = "p" + percentile.word() + "_" + metric.key() + "_ms";
          assertClose(key, percentile.millis(), expected);
        }
      }
    }
  }

  private static void assertPeaks(ServingFigures figures, JsonNode expected) {
    assertThat(figures.maxOutputTokensPerSecond())
        .isEqualTo(expected.get("max_output_tokens_per_s").asDouble());
    assertThat(figures.maxConcurrentRequests())
        .isEqualTo(expected.get("max_concurrent_requests").asInt());
  }

  private static void assertClose(String key, double value, JsonNode expected) {
    assertThat(expected.has(key)).as(key).isTrue();
    double wanted = expected.get(key).asDouble();
    assertThat(value).as(key).isCloseTo(wanted, within(1e-9 * Math.max(1, Math.abs(wanted))));
  }
}
