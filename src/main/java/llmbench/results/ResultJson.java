// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import llmbench.metrics.Distribution;
import llmbench.metrics.RequestRows.Row;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.Case;
import llmbench.plan.Metric;
import llmbench.plan.Plan;

/**
 * A case's result as keys and values: vLLM 0.32's keys in its order ({@code serve.py}, {@code
 * main_async} and {@code benchmark}), then one object of ours, {@code llmbench}.
 */
public final class ResultJson {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private ResultJson() {}

  /**
   * The whole result; arrays per request only where {@code save_detailed} asks for them, as in
   * vLLM.
   */
  public static Map<String, Object> of(ServingMetrics metrics, ResultContext context) {
    Map<String, Object> json = new LinkedHashMap<>();
    setup(json, context);
    Map<String, Object> figures = figures(metrics, context);
    json.putAll(figures);
    json.put("llmbench", LlmbenchSection.of(metrics, context));
    return json;
  }

  private static void setup(Map<String, Object> json, ResultContext context) {
    Plan plan = context.plan();
    Case benchmarkCase = context.benchmarkCase();
    json.put("date", DATE.format(context.date()));
    json.put("endpoint_type", plan.target().backend());
    json.put("backend", plan.target().backend());
    json.put("label", plan.output().label());
    json.put("model_id", context.modelId());
    json.put("tokenizer_id", context.tokenizerId());
    json.put("num_prompts", benchmarkCase.numPrompts());
    json.putAll(plan.output().metadata());
    json.put("request_rate", "inf");
    json.put("burstiness", 1.0);
    json.put("max_concurrency", benchmarkCase.maxConcurrency());
  }

  private static Map<String, Object> figures(ServingMetrics metrics, ResultContext context) {
    Map<String, Object> json = new LinkedHashMap<>();
    boolean detailed = context.plan().output().saveDetailed();
    json.put("duration", metrics.durationSeconds());
    json.put("completed", metrics.completed());
    json.put("failed", metrics.failed());
    json.put("total_input_tokens", metrics.totalInputTokens());
    json.put("total_output_tokens", metrics.totalOutputTokens());
    json.put("request_throughput", metrics.requestThroughput());
    json.put("request_goodput", metrics.requestGoodput());
    json.put("output_throughput", metrics.outputThroughput());
    json.put("total_token_throughput", metrics.totalTokenThroughput());
    if (detailed) {
      json.put("input_lens", column(metrics, Row::inputLen));
      json.put("output_lens", column(metrics, Row::outputLen));
      json.put("ttfts", column(metrics, Row::ttft));
      json.put("itls", column(metrics, Row::itls));
    }
    json.put("latencies", column(metrics, Row::latency));
    if (detailed) {
      json.put("start_times", column(metrics, Row::startTime));
    }
    json.put("queue_times", column(metrics, Row::queueTime));
    if (detailed) {
      json.put("generated_texts", column(metrics, Row::text));
      json.put("errors", column(metrics, Row::error));
    }
    json.put("max_output_tokens_per_s", metrics.maxOutputTokensPerSecond());
    json.put("max_concurrent_requests", metrics.maxConcurrentRequests());
    json.put("rtfx", 0.0);
    for (Metric metric : context.plan().metrics().selected().stream().sorted().toList()) {
      Distribution distribution = metrics.latencies().get(metric);
      if (distribution != null && Shown.applies(metric, context.benchmarkCase())) {
        statistics(json, metric, distribution, context.plan().metrics().percentiles());
      }
    }
    return json;
  }

  private static List<Object> column(ServingMetrics metrics, Function<Row, Object> of) {
    List<Object> values = new ArrayList<>(metrics.rows().size());
    metrics.rows().forEach(row -> values.add(of.apply(row)));
    return values;
  }

  static void statistics(
      Map<String, Object> json,
      Metric metric,
      Distribution distribution,
      List<Double> percentiles) {
    String suffix = "_" + metric.key() + "_ms";
    json.put("mean" + suffix, distribution.mean());
    json.put("median" + suffix, distribution.median());
    json.put("std" + suffix, distribution.std());
    for (int i = 0; i < percentiles.size(); i++) {
      json.put(
          "p" + Shown.percentile(percentiles.get(i)) + suffix, distribution.percentiles().get(i));
    }
  }
}
