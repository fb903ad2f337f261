// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.util.List;

/**
 * vLLM's scalar keys in its order, so that the table's columns stand still whatever files come
 * first.
 */
final class KnownKeys {
  static final List<String> IN_ORDER =
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
          "duration",
          "completed",
          "failed",
          "total_input_tokens",
          "total_output_tokens",
          "request_throughput",
          "request_goodput",
          "request_goodput:",
          "output_throughput",
          "total_token_throughput",
          "max_output_tokens_per_s",
          "max_concurrent_requests",
          "rtfx");

  private KnownKeys() {}
}
