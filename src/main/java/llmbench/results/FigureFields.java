// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import llmbench.metrics.LatencyStats;
import llmbench.metrics.Percentile;
import llmbench.metrics.ServingFigures;
import llmbench.plan.AnswerKind;
import llmbench.plan.Case;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;

/** Writes figures under vLLM's keys, in its order and with its types. */
final class FigureFields {
  private final JsonGenerator json;

  FigureFields(JsonGenerator json) {
    this.json = json;
  }

  /** {@code completed} … {@code total_token_throughput}, of answers of that kind. */
  void writeCounts(ServingFigures figures, AnswerKind answers) throws IOException {
    if (answers == AnswerKind.POOLED) {
      writePooled(figures);
    } else {
      writeGenerated(figures);
    }
  }

  /** As vLLM of a pooling backend, and {@code failed}, which it leaves out. */
  private void writePooled(ServingFigures figures) throws IOException {
    json.writeNumberField("completed", figures.completed());
    json.writeNumberField("failed", figures.failed());
    json.writeNumberField("total_input_tokens", figures.totalInputTokens());
    json.writeNumberField("total_input_sequences", figures.totalInputSequences());
    json.writeNumberField("request_throughput", figures.requestThroughput());
    json.writeNumberField("input_sequence_throughput", figures.inputSequenceThroughput());
    json.writeNumberField("total_token_throughput", figures.totalTokenThroughput());
  }

  private void writeGenerated(ServingFigures figures) throws IOException {
    json.writeNumberField("completed", figures.completed());
    json.writeNumberField("failed", figures.failed());
    json.writeNumberField("total_input_tokens", figures.totalInputTokens());
    json.writeNumberField("total_output_tokens", figures.totalOutputTokens());
    json.writeNumberField("request_throughput", figures.requestThroughput());
    if (figures.requestGoodput() == null) {
      json.writeNullField("request_goodput");
    } else {
      json.writeNumberField("request_goodput", figures.requestGoodput());
    }
    json.writeNumberField("output_throughput", figures.outputThroughput());
    json.writeNumberField("total_token_throughput", figures.totalTokenThroughput());
  }

  /**
   * {@code max_output_tokens_per_s}, {@code max_concurrent_requests}, {@code rtfx}; of answers that
   * come whole without the first, which counts chunks, of pooling none, as in vLLM.
   */
  void writePeaks(ServingFigures figures, AnswerKind answers) throws IOException {
    if (answers == AnswerKind.POOLED) {
      return;
    }
    if (answers == AnswerKind.STREAMED) {
      json.writeNumberField("max_output_tokens_per_s", figures.maxOutputTokensPerSecond());
    }
    json.writeNumberField("max_concurrent_requests", figures.maxConcurrentRequests());
    json.writeNumberField("rtfx", figures.rtfx());
  }

  /** {@code mean_ttft_ms} … of each metric selected. */
  void writeLatencies(ServingFigures figures, MetricSpec spec, Case benchCase) throws IOException {
    for (Metric metric : Metric.values()) {
      if (spec.shows(metric) && given(metric, benchCase)) {
        writeLatency(metric.key(), figures.latency(metric));
      }
    }
  }

  /** {@code mean_NAME_ms}, {@code median_…}, {@code std_…} and one key per percentile. */
  void writeLatency(String name, LatencyStats stats) throws IOException {
    json.writeNumberField("mean_" + name + "_ms", stats.meanMillis());
    json.writeNumberField("median_" + name + "_ms", stats.medianMillis());
    json.writeNumberField("std_" + name + "_ms", stats.stdMillis());
    Set<String> words = new HashSet<>();
    for (Percentile percentile : stats.percentiles()) {
      if (words.add(percentile.word())) {
        json.writeNumberField("p" + percentile.word() + "_" + name + "_ms", percentile.millis());
      }
    }
  }

  /**
   * As in vLLM, a queue is only spoken of where concurrency is limited, and E2EL with the queue
   * only where the request rate is finite, which no case is yet.
   */
  static boolean given(Metric metric, Case benchCase) {
    return switch (metric) {
      case TTFT, TPOT, ITL, E2EL -> true;
      case CLIENT_QUEUE_TIME -> benchCase.maxConcurrency() != null;
      case E2EL_INCLUDING_CLIENT_QUEUE -> false;
    };
  }
}
