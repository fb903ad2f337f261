// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import llmbench.metrics.LatencyStats;
import llmbench.metrics.Percentile;
import llmbench.metrics.ServingFigures;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.AnswerKind;
import llmbench.plan.Case;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;

/**
 * The block that {@code vllm bench serve} 0.32 prints for a run ({@code benchmark} in {@code
 * vllm/benchmarks/serve.py}), byte for byte: labels padded to 40, values to 10 with trailing
 * spaces, headings centred in 50.
 */
public final class ConsoleBlock {
  private static final int WIDTH = 50;

  private final StringBuilder text = new StringBuilder();

  private ConsoleBlock() {}

  /** The block, every line ended by a line feed. */
  public static String of(ServingMetrics metrics, MetricSpec spec, Case benchCase) {
    return of(metrics, spec, benchCase, Map.of());
  }

  /**
   * The block with vLLM's sections on probes and on diffusion or speculative decoding.
   *
   * @param decoding their figures under the result's keys; empty for no such section
   */
  public static String of(
      ServingMetrics metrics, MetricSpec spec, Case benchCase, Map<String, Object> decoding) {
    ConsoleBlock block = new ConsoleBlock();
    block.heading(" Serving Benchmark Result ", '=');
    block.rates(metrics, benchCase, spec.answers());
    block.probes(decoding);
    for (Metric metric : Metric.values()) {
      if (spec.shows(metric)) {
        block.latency(metric, metrics.figures(), benchCase);
      }
    }
    block.decoding(DecodingRows.of(decoding));
    block.text.append("=".repeat(WIDTH)).append('\n');
    return block.text.toString();
  }

  private void rates(ServingMetrics metrics, Case benchCase, AnswerKind answers) {
    ServingFigures figures = metrics.figures();
    row("Successful requests:", figures.completed());
    row("Failed requests:", figures.failed());
    if (benchCase.maxConcurrency() != null) {
      row("Maximum request concurrency:", benchCase.maxConcurrency());
    }
    if (!Double.isInfinite(benchCase.requestRate())) {
      row("Request rate configured (RPS):", benchCase.requestRate());
    }
    row("Benchmark duration (s):", metrics.durationSeconds());
    row("Total input tokens:", figures.totalInputTokens());
    boolean pooled = answers == AnswerKind.POOLED;
    if (!pooled) {
      row("Total generated tokens:", figures.totalOutputTokens());
    }
    row("Request throughput (req/s):", figures.requestThroughput());
    if (pooled) {
      row("Input throughput (inputs/s):", figures.inputSequenceThroughput());
    }
    if (figures.requestGoodput() != null) {
      row("Request goodput (req/s):", figures.requestGoodput());
    }
    if (!pooled) {
      row("Output token throughput (tok/s):", figures.outputThroughput());
      if (answers == AnswerKind.STREAMED) {
        row("Peak output token throughput (tok/s):", figures.maxOutputTokensPerSecond());
      }
      row("Peak concurrent requests:", (double) figures.maxConcurrentRequests());
      if (figures.rtfx() > 0) {
        row("RTFx (Inverse Real-Time Factor):", figures.rtfx());
      }
    }
    row("Total token throughput (tok/s):", figures.totalTokenThroughput());
  }

  private void probes(Map<String, Object> figures) {
    if (figures.get("probe_completed") instanceof Number completed) {
      heading("Probe Requests", '-');
      row("Probe requests completed:", completed.longValue());
      row("Probe requests failed:", number(figures, "probe_failed").longValue());
      row("Median probe E2EL (ms):", number(figures, "probe_median_e2el_ms").doubleValue());
      row("P99 probe E2EL (ms):", number(figures, "probe_p99_e2el_ms").doubleValue());
      row("Max probe E2EL (ms):", number(figures, "probe_max_e2el_ms").doubleValue());
    }
  }

  private static Number number(Map<String, Object> figures, String key) {
    return figures.get(key) instanceof Number number ? number : 0;
  }

  private void latency(Metric metric, ServingFigures figures, Case benchCase) {
    switch (metric) {
      case TTFT -> latency("Time to First Token", "TTFT", figures.latency(metric));
      case TPOT ->
          latency("Time per Output Token (excl. 1st token)", "TPOT", figures.latency(metric));
      case ITL -> latency("Inter-token Latency", "ITL", figures.latency(metric));
      case E2EL -> latency("End-to-end Latency", "E2EL", figures.latency(metric));
      case CLIENT_QUEUE_TIME -> {
        if (benchCase.maxConcurrency() != null) {
          latency("Client-side Queueing", "Client Queue Time", figures.latency(metric));
        }
      }
      case E2EL_INCLUDING_CLIENT_QUEUE -> {
        if (!Double.isInfinite(benchCase.requestRate())) {
          latency(
              "Queue-inclusive End-to-end Latency",
              "E2EL incl. Client Queue",
              figures.latency(metric));
        }
      }
    }
  }

  private void latency(String heading, String name, LatencyStats stats) {
    heading(heading, '-');
    row("Mean " + name + " (ms):", stats.meanMillis());
    row("Median " + name + " (ms):", stats.medianMillis());
    for (Percentile percentile : stats.percentiles()) {
      row("P" + percentile.word() + " " + name + " (ms):", percentile.millis());
    }
  }

  private void decoding(DecodingRows section) {
    if (section.rows().isEmpty()) {
      return;
    }
    heading(section.heading(), '-');
    for (DecodingRows.Row row : section.rows()) {
      if (row.value() instanceof Long count) {
        row(row.label(), count.longValue());
      } else if (row.value() instanceof Double value) {
        row(row.label(), value.doubleValue());
      } else {
        text.append(row.label()).append('\n');
      }
    }
  }

  /** Centred as Python does: the odd character goes to the right. */
  private void heading(String title, char padding) {
    String pad = String.valueOf(padding);
    int left = (WIDTH - title.length()) / 2;
    int right = WIDTH - title.length() - left;
    text.append(pad.repeat(left)).append(title).append(pad.repeat(right)).append('\n');
  }

  private void row(String label, long count) {
    row(label, Long.toString(count));
  }

  private void row(String label, double value) {
    row(label, twoDecimals(value));
  }

  private void row(String label, String value) {
    text.append(String.format(Locale.ROOT, "%-40s %-10s\n", label, value));
  }

  /**
   * Python's {@code .2f}: the double's exact value, rounded half to even. Java's {@code %.2f}
   * rounds the shortest decimal half up, and so differs for 0.125 and for 2.675.
   */
  static String twoDecimals(double value) {
    return new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }
}
