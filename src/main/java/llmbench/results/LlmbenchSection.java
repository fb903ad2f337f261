// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.metrics.FailureKind;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.Metric;
import llmbench.recording.TokenSource;

/** The object {@code llmbench} of a result: how it was made, and what vLLM has no key for. */
final class LlmbenchSection {
  private static final int FORMAT_VERSION = 1;

  private LlmbenchSection() {}

  static Map<String, Object> of(ServingMetrics metrics, ResultContext context) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format_version", FORMAT_VERSION);
    json.put("versions", context.versions());
    json.put("simulator", context.plan().target().embedded());
    json.put("engine", context.engine());
    json.put("case", context.benchmarkCase().name());
    json.put("input_len", context.benchmarkCase().inputLen());
    json.put("output_len", context.benchmarkCase().outputLen());
    json.put("seed", context.plan().seed());
    json.put("options", context.plan().options());
    json.put("partial", context.partial());
    json.put("all_failed", metrics.completed() == 0 && metrics.requests() > 0);
    json.put("notes", context.notes());
    json.put("requests_sent", metrics.requests());
    json.put("retries", metrics.retries());
    json.put("failures", failures(metrics.failures()));
    json.put("short_answers", metrics.shortAnswers());
    json.put("output_tokens_from", sources(metrics.outputTokenSources()));
    json.put("max_in_flight", metrics.maxInFlight());
    json.put("output_chunks", metrics.outputChunks());
    json.put("chunks_carry_several_tokens", metrics.totalOutputTokens() > metrics.outputChunks());
    json.put("per_token_itl_ms", metrics.perTokenItlMillis());
    json.put("definitions", definitions());
    json.put("vllm_definitions", vllm(metrics.vllm(), context));
    json.put("gatling", context.gatling());
    return json;
  }

  private static List<Map<String, Object>> failures(List<FailureKind> kinds) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (FailureKind kind : kinds) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("outcome", kind.outcome().key());
      json.put("status", kind.status());
      json.put("count", kind.count());
      json.put("example", kind.example());
      list.add(json);
    }
    return list;
  }

  private static Map<String, Integer> sources(Map<TokenSource, Integer> sources) {
    Map<String, Integer> json = new LinkedHashMap<>();
    sources.forEach((source, count) -> json.put(source.key(), count));
    return json;
  }

  private static Map<String, String> definitions() {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("ttft", "first chunk with content, reasoning or tool-call text, less sending");
    json.put("itl", "gap between two chunks with output");
    json.put("tpot", "(e2el - ttft) / (output tokens - 1)");
    json.put("e2el", "last chunk with output, less sending");
    json.put("duration", "last request's end less the first one due, failed ones included");
    json.put(
        "failed", "every request that did not end with output and an end mark or finish reason");
    return json;
  }

  private static Map<String, Object> vllm(
      ServingMetrics.VllmReading reading, ResultContext context) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (Metric metric : List.of(Metric.TTFT, Metric.TPOT, Metric.ITL, Metric.E2EL)) {
      if (reading.latencies().containsKey(metric)) {
        ResultJson.statistics(
            json, metric, reading.latencies().get(metric), context.plan().metrics().percentiles());
      }
    }
    json.put("request_goodput", reading.requestGoodput());
    json.put("max_output_tokens_per_s", reading.maxOutputTokensPerSecond());
    json.put("max_concurrent_requests", reading.maxConcurrentRequests());
    return json;
  }
}
