// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rows of vLLM's block on diffusion or, if there is none, on speculative decoding ({@code
 * benchmark} in {@code vllm/benchmarks/serve.py}).
 *
 * @param heading the section's title
 * @param rows labels and values; a {@code Long} is a count, a {@code Double} has two decimals, and
 *     a text stands alone
 */
record DecodingRows(String heading, List<Row> rows) {
  private static final double PERCENT = 100;

  /** A line: its label and its value. */
  record Row(String label, Object value) {}

  /**
   * The rows for the figures of a result.
   *
   * @param figures under the result's keys; empty for no rows
   */
  static DecodingRows of(Map<String, Object> figures) {
    List<Row> rows = new ArrayList<>();
    if (figures.containsKey("diffusion_committed_tokens")) {
      add(rows, figures, "Committed throughput (tok/s):", "diffusion_committed_throughput");
      add(rows, figures, "Denoising steps per canvas:", "diffusion_steps_per_canvas");
      add(rows, figures, "Committed per denoising step:", "diffusion_committed_per_step");
      add(rows, figures, "Committed tokens:", "diffusion_committed_tokens");
      add(rows, figures, "Denoising steps:", "diffusion_denoising_steps");
      add(rows, figures, "Canvas positions evaluated:", "diffusion_canvas_positions");
      return new DecodingRows("Diffusion Decoding", rows);
    }
    add(rows, figures, "Acceptance rate (%):", "spec_decode_acceptance_rate");
    add(rows, figures, "Acceptance length:", "spec_decode_acceptance_length");
    add(rows, figures, "Drafts:", "spec_decode_num_drafts");
    add(rows, figures, "Draft tokens:", "spec_decode_draft_tokens");
    add(rows, figures, "Accepted tokens:", "spec_decode_accepted_tokens");
    if (figures.get("spec_decode_per_position_acceptance_rates") instanceof List<?> rates
        && !rates.isEmpty()) {
      rows.add(new Row("Per-position acceptance (%):", ""));
      for (int i = 0; i < rates.size(); i++) {
        if (rates.get(i) instanceof Double rate) {
          rows.add(new Row("  Position " + i + ":", rate * PERCENT));
        }
      }
    }
    return new DecodingRows("Speculative Decoding", rows);
  }

  private static void add(List<Row> rows, Map<String, Object> figures, String label, String key) {
    Object value = figures.get(key);
    if (value != null) {
      // A count that was read back from a file may be an int.
      rows.add(new Row(label, value instanceof Integer count ? count.longValue() : value));
    }
  }
}
