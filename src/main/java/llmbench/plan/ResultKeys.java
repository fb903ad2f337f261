// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys at the top level of a result. */
public final class ResultKeys {
  /** What nested keys begin with that are ours. */
  public static final String OURS = "llmbench.";

  /**
   * The keys of a result of {@code vllm bench serve} 0.32 before the latencies, in its order
   * ({@code main_async} and {@code benchmark} in {@code vllm/benchmarks/serve.py}), those of other
   * kinds of run included.
   */
  public static final List<String> IN_ORDER =
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

  /** Texts and lists. */
  private static final Set<String> NO_VALUES =
      Set.of(
          "date",
          "endpoint_type",
          "backend",
          "label",
          "model_id",
          "tokenizer_id",
          "ramp_up_strategy",
          "input_lens",
          "output_lens",
          "ttfts",
          "itls",
          "latencies",
          "start_times",
          "queue_times",
          "generated_texts",
          "errors",
          "rps_change_events",
          "spec_decode_per_position_acceptance_rates");

  /** Those of single values, but for the latencies. */
  public static final List<String> FIXED =
      IN_ORDER.stream().filter(key -> !NO_VALUES.contains(key)).toList();

  private static final Pattern LATENCY =
      Pattern.compile("(?:mean|median|std|p\\d{1,3}(?:\\.\\d{1,6})?)_([a-z0-9_]+)_ms");

  private ResultKeys() {}

  /** Whether a result may have it as a single value, or it is one of ours, which are not listed. */
  public static boolean known(String key) {
    if (FIXED.contains(key) || (key.startsWith(OURS) && key.length() > OURS.length())) {
      return true;
    }
    Matcher latency = LATENCY.matcher(key);
    return latency.matches()
        && Arrays.stream(Metric.values()).anyMatch(each -> each.key().equals(latency.group(1)));
  }
}
