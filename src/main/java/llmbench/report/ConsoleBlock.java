// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import llmbench.metrics.Distribution;
import llmbench.metrics.FailureKind;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.Case;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;
import llmbench.results.Shown;

/**
 * A case's figures as {@code vllm bench serve} 0.32 prints them ({@code serve.py}, {@code
 * benchmark}), byte for byte, the spaces at the ends of lines included. Lines of our own stand
 * before it.
 */
public final class ConsoleBlock {
  private static final int WIDTH = 50;

  private ConsoleBlock() {}

  /** One line of ours for each thing a reader must know first; empty if there is none. */
  public static List<String> warnings(ServingMetrics metrics, boolean simulator, boolean partial) {
    java.util.ArrayList<String> lines = new java.util.ArrayList<>();
    if (simulator) {
      lines.add("Note: the server is the embedded simulator; these figures are of no real engine.");
    }
    if (partial) {
      lines.add("PARTIAL: the case ended before all its requests were sent and answered.");
    }
    if (metrics.failed() > 0) {
      lines.add(failureLine(metrics));
    }
    return lines;
  }

  private static String failureLine(ServingMetrics metrics) {
    StringBuilder line =
        new StringBuilder(
            String.format(
                Locale.ROOT, "FAILED: %d of %d requests", metrics.failed(), metrics.requests()));
    if (metrics.completed() == 0) {
      line.append(" (all; every latency below is 0 because there is none)");
    }
    String separator = ": ";
    for (FailureKind kind : metrics.failures()) {
      line.append(separator)
          .append(kind.count())
          .append(" × ")
          .append(kind.outcome().key())
          .append(kind.status() == 0 ? "" : " " + kind.status())
          .append(" (")
          .append(kind.example().replaceAll("\\s+", " "))
          .append(')');
      separator = ", ";
    }
    return line.toString();
  }

  /**
   * vLLM's block, without a line end after its last line.
   *
   * @param tokenizer whether there is a tokenizer; without one vLLM leaves the token lines out
   */
  public static String of(
      ServingMetrics metrics, Case benchmarkCase, MetricSpec spec, boolean tokenizer) {
    Lines lines = new Lines();
    lines.title(" Serving Benchmark Result ", '=');
    lines.count("Successful requests:", metrics.completed());
    lines.count("Failed requests:", metrics.failed());
    if (benchmarkCase.maxConcurrency() != null) {
      lines.count("Maximum request concurrency:", benchmarkCase.maxConcurrency());
    }
    lines.number("Benchmark duration (s):", metrics.durationSeconds());
    lines.count("Total input tokens:", metrics.totalInputTokens());
    if (tokenizer) {
      lines.count("Total generated tokens:", metrics.totalOutputTokens());
    }
    lines.number("Request throughput (req/s):", metrics.requestThroughput());
    if (metrics.requestGoodput() != null) {
      lines.number("Request goodput (req/s):", metrics.requestGoodput());
    }
    if (tokenizer) {
      lines.number("Output token throughput (tok/s):", metrics.outputThroughput());
      lines.number("Peak output token throughput (tok/s):", metrics.maxOutputTokensPerSecond());
    }
    lines.number("Peak concurrent requests:", metrics.maxConcurrentRequests());
    if (tokenizer) {
      lines.number("Total token throughput (tok/s):", metrics.totalTokenThroughput());
    }
    for (Section section : Section.ALL) {
      boolean shown =
          spec.selected().contains(section.metric) && Shown.applies(section.metric, benchmarkCase);
      if (shown && (tokenizer || !Section.NEED_TOKENIZER.contains(section.metric))) {
        section.print(lines, metrics, spec.percentiles());
      }
    }
    lines.title("", '=');
    return lines.toString();
  }

  private record Section(Metric metric, String name, String header) {
    static final Set<Metric> NEED_TOKENIZER = Set.of(Metric.TTFT, Metric.TPOT, Metric.ITL);
    static final List<Section> ALL =
        List.of(
            new Section(Metric.TTFT, "TTFT", "Time to First Token"),
            new Section(Metric.TPOT, "TPOT", "Time per Output Token (excl. 1st token)"),
            new Section(Metric.ITL, "ITL", "Inter-token Latency"),
            new Section(Metric.E2EL, "E2EL", "End-to-end Latency"),
            new Section(Metric.CLIENT_QUEUE_TIME, "Client Queue Time", "Client-side Queueing"));

    void print(Lines lines, ServingMetrics metrics, List<Double> percentiles) {
      Distribution distribution = metrics.latencies().get(metric);
      if (distribution == null) {
        return;
      }
      lines.title(header, '-');
      lines.number("Mean " + name + " (ms):", distribution.mean());
      lines.number("Median " + name + " (ms):", distribution.median());
      for (int i = 0; i < percentiles.size(); i++) {
        String label = "P" + Shown.percentile(percentiles.get(i)) + " " + name + " (ms):";
        lines.number(label, distribution.percentiles().get(i));
      }
    }
  }

  /** Python's {@code {:<40} {:<10}} and {@code {s:{c}^50}}. */
  private static final class Lines {
    private final StringBuilder text = new StringBuilder();

    void title(String title, char fill) {
      int pad = WIDTH - title.length();
      String left = String.valueOf(fill).repeat(pad / 2);
      add(left + title + String.valueOf(fill).repeat(pad - pad / 2));
    }

    void count(String label, long value) {
      add(String.format(Locale.ROOT, "%-40s %-10d", label, value));
    }

    void number(String label, double value) {
      String rounded =
          new java.math.BigDecimal(value)
              .setScale(2, java.math.RoundingMode.HALF_EVEN)
              .toPlainString();
      add(String.format(Locale.ROOT, "%-40s %-10s", label, rounded));
    }

    private void add(String line) {
      if (!text.isEmpty()) {
        text.append('\n');
      }
      text.append(line);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
