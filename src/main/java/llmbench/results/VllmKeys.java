// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import llmbench.plan.Metric;

/**
 * The keys of a result of {@code vllm bench serve} 0.32, in its order ({@code main_async} and
 * {@code benchmark} in {@code vllm/benchmarks/serve.py}).
 */
final class VllmKeys {
  /** The keys before the latencies, those of other kinds of run included. */
  static final List<String> FIXED =
      List.of(
          "date",
          "endpoint_type",
          "backend",
          "label",
          "model_id",
          "tokenizer_id",
          "num_prompts",
          "request_rate",
          "burstiness",
          "max_concurrency",
          "ramp_up_strategy",
          "ramp_up_start_rps",
          "ramp_up_end_rps",
          "duration",
          "completed",
          "failed",
          "total_input_tokens",
          "total_output_tokens",
          "total_input_sequences",
          "request_throughput",
          "input_sequence_throughput",
          "request_goodput",
          "output_throughput",
          "total_token_throughput",
          "input_lens",
          "output_lens",
          "ttfts",
          "itls",
          "latencies",
          "start_times",
          "queue_times",
          "generated_texts",
          "errors",
          "max_output_tokens_per_s",
          "max_concurrent_requests",
          "rtfx",
          "probe_completed",
          "probe_failed",
          "probe_median_e2el_ms",
          "probe_p99_e2el_ms",
          "probe_max_e2el_ms",
          "rps_change_events",
          "spec_decode_acceptance_rate",
          "spec_decode_acceptance_length",
          "spec_decode_num_drafts",
          "spec_decode_draft_tokens",
          "spec_decode_accepted_tokens",
          "spec_decode_per_position_acceptance_rates",
          "diffusion_committed_throughput",
          "diffusion_steps_per_canvas",
          "diffusion_committed_per_step",
          "diffusion_committed_tokens",
          "diffusion_denoising_steps",
          "diffusion_canvas_positions");

  private static final Pattern LATENCY =
      Pattern.compile("(mean|median|std|p(\\d+(?:\\.\\d+)?))_([a-z0-9_]+)_ms");
  private static final List<String> METRICS =
      Arrays.stream(Metric.values()).map(Metric::key).toList();
  private static final int RANKS_PER_METRIC = 1000;

  private VllmKeys() {}

  /**
   * A key's place in vLLM's order: smaller first, {@link Double#POSITIVE_INFINITY} for a key that
   * is not vLLM's.
   */
  static double place(String key) {
    int fixed = FIXED.indexOf(key);
    if (fixed >= 0) {
      return fixed;
    }
    Matcher matcher = LATENCY.matcher(key);
    if (!matcher.matches()) {
      return Double.POSITIVE_INFINITY;
    }
    int metric = METRICS.indexOf(matcher.group(3));
    return metric < 0
        ? Double.POSITIVE_INFINITY
        : FIXED.size()
            + (double) RANKS_PER_METRIC * metric
            + withinMetric(matcher.group(1), matcher.group(2));
  }

  private static double withinMetric(String statistic, String percentile) {
    return switch (statistic) {
      case "mean" -> 0;
      case "median" -> 1;
      case "std" -> 2;
      default -> 3 + Math.min(Double.parseDouble(percentile), 100);
    };
  }
}
