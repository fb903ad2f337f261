// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.util.List;
import java.util.Set;

/**
 * Which options may differ between two sides: those that say where the server is and how it was
 * started, how the client watches and reports, and those whose effect stands in the result itself
 * (the batch's lists: cases are paired by name). Every other one decides what is asked of the
 * server, and so what is measured.
 */
final class OptionRank {
  private static final List<String> PREFIXES =
      List.of("engine_", "serve_", "server_", "save_", "plot_", "network_", "client_");

  private static final Set<String> SLIGHT =
      Set.of(
          "base_url",
          "host",
          "port",
          "endpoint",
          "header",
          "insecure",
          "ca_file",
          "model",
          "served_model_name",
          "tokenizer",
          "tokenizer_mode",
          "request_id_prefix",
          "seed",
          "vary_seed",
          "input_output",
          "concurrency_prompts",
          "max_concurrency",
          "num_prompts",
          "num_runs",
          "repeat_until",
          "shuffle_cases",
          "num_warmups",
          "ready_check_timeout_sec",
          "percentile_metrics",
          "metric_percentiles",
          "goodput_sets",
          "slice",
          "hdr_histograms",
          "max_failed_ratio",
          "result_filename",
          "metadata",
          "label",
          "check_answers",
          "profile",
          "gate",
          "baseline");

  private OptionRank() {}

  static boolean slight(String key) {
    return SLIGHT.contains(key) || PREFIXES.stream().anyMatch(key::startsWith);
  }
}
