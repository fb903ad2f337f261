// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What {@code /metrics} tells, under vLLM's names and with its labels. Thread-safe. */
final class EngineMetrics {
  private static final double NANOS_PER_SECOND = 1e9;

  private final String labels;
  private final LongAdder promptTokens = new LongAdder();
  private final LongAdder cachedTokens = new LongAdder();
  private final LongAdder generationTokens = new LongAdder();
  private final Map<String, LongAdder> finished = new ConcurrentHashMap<>();
  private final Histogram ttft =
      new Histogram(
          0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20,
          40, 80, 160, 640, 2560);
  private final Histogram perToken =
      new Histogram(
          0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40,
          80);
  private final Histogram endToEnd =
      new Histogram(
          0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920,
          7680);

  EngineMetrics(String model) {
    String name = model.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    labels = "engine=\"0\",model_name=\"" + name + "\"";
    for (String reason : new String[] {"stop", "length", "abort", "error"}) {
      finished.put(reason, new LongAdder());
    }
  }

  /** An answer is over. */
  void ended(Generation generation, boolean whole, long nowNanos) {
    int tokens = generation.sink().written();
    String reason = whole ? generation.answer().finishReason() : "abort";
    finished.computeIfAbsent(reason, r -> new LongAdder()).increment();
    promptTokens.add(generation.request().promptTokens().length);
    cachedTokens.add(Math.max(0, generation.sequence().cachedTokens()));
    generationTokens.add(tokens);
    if (tokens > 0) {
      long first = generation.sink().firstNanos();
      ttft.add((first - generation.readNanos()) / NANOS_PER_SECOND);
      endToEnd.add((nowNanos - generation.readNanos()) / NANOS_PER_SECOND);
      if (tokens > 1) {
        perToken.add((nowNanos - first) / NANOS_PER_SECOND / (tokens - 1));
      }
    }
  }

  /** Prometheus' text format. */
  String text(EngineLoad load) {
    StringBuilder out = new StringBuilder(8192);
    gauge(out, "num_requests_running", "Number of requests in the batch.", load.running());
    gauge(out, "num_requests_waiting", "Number of requests in the queue.", load.waiting());
    gauge(out, "kv_cache_usage_perc", "KV blocks in use; 1 means all.", load.kvUsage());
    counter(out, "prefix_cache_queries", "Prompt tokens looked up.", load.prefixQueries());
    counter(out, "prefix_cache_hits", "Prompt tokens found.", load.prefixHits());
    counter(out, "num_preemptions", "Sequences sent back to the queue.", load.preemptions());
    counter(out, "prompt_tokens", "Prompt tokens of ended requests.", promptTokens.sum());
    counter(out, "prompt_tokens_cached", "Of these, cached ones.", cachedTokens.sum());
    counter(out, "generation_tokens", "Tokens sent by ended requests.", generationTokens.sum());
    help(out, "request_success_total", "Ended requests by reason.", "counter");
    for (Map.Entry<String, LongAdder> entry : new TreeMap<>(finished).entrySet()) {
      out.append("vllm:request_success_total{").append(labels).append(",finished_reason=\"");
      out.append(entry.getKey()).append("\"} ").append((double) entry.getValue().sum());
      out.append('\n');
    }
    histogram(out, "time_to_first_token_seconds", "Time to first token.", ttft);
    histogram(out, "request_time_per_output_token_seconds", "Mean gap per request.", perToken);
    histogram(out, "e2e_request_latency_seconds", "Time of whole requests.", endToEnd);
    return out.toString();
  }

  private void gauge(StringBuilder out, String name, String help, double value) {
    help(out, name, help, "gauge");
    line(out, name, value);
  }

  private void counter(StringBuilder out, String name, String help, long value) {
    help(out, name + "_total", help, "counter");
    line(out, name + "_total", (double) value);
  }

  private void histogram(StringBuilder out, String name, String help, Histogram histogram) {
    help(out, name, help, "histogram");
    histogram.write(out, "vllm:" + name, labels);
  }

  private void line(StringBuilder out, String name, double value) {
    out.append("vllm:").append(name).append('{').append(labels).append("} ").append(value);
    out.append('\n');
  }

  private static void help(StringBuilder out, String name, String help, String type) {
    out.append("# HELP vllm:").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE vllm:").append(name).append(' ').append(type).append('\n');
  }
}
