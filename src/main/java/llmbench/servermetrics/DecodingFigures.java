// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * vLLM's figures of speculative decoding and of diffusion, from its server's counters before and
 * after the load ({@code vllm/benchmarks/serve.py}, {@code benchmark}).
 */
final class DecodingFigures {
  private static final double PERCENT = 100;

  private DecodingFigures() {}

  /**
   * The figures under vLLM's keys and in its order; empty if the server does neither, or did not
   * during the case. Without a denoising step beside those that commit, where vLLM divides by 0,
   * there are none of diffusion.
   *
   * @param seconds vLLM's benchmark duration
   */
  static Map<String, Object> between(
      DecodingCounters before, DecodingCounters after, double seconds) {
    Map<String, Object> figures = new LinkedHashMap<>();
    if (before.speculative() && after.speculative()) {
      speculative(before, after, figures);
    }
    if (before.diffusion() && after.diffusion()) {
      diffusion(before, after, seconds, figures);
    }
    return figures;
  }

  private static void speculative(
      DecodingCounters before, DecodingCounters after, Map<String, Object> figures) {
    long drafts = after.drafts() - before.drafts();
    long draftTokens = after.draftTokens() - before.draftTokens();
    long accepted = after.acceptedTokens() - before.acceptedTokens();
    if (draftTokens <= 0) {
      return;
    }
    List<Double> rates = new ArrayList<>();
    if (drafts > 0) {
      TreeSet<Integer> positions = new TreeSet<>(before.acceptedAt().keySet());
      positions.addAll(after.acceptedAt().keySet());
      for (Integer position : positions) {
        long old = before.acceptedAt().getOrDefault(position, 0L);
        rates.add((after.acceptedAt().getOrDefault(position, old) - old) / (double) drafts);
      }
    }
    figures.put("spec_decode_acceptance_rate", accepted / (double) draftTokens * PERCENT);
    figures.put("spec_decode_acceptance_length", drafts > 0 ? 1 + accepted / (double) drafts : 0.0);
    figures.put("spec_decode_num_drafts", drafts);
    figures.put("spec_decode_draft_tokens", draftTokens);
    figures.put("spec_decode_accepted_tokens", accepted);
    figures.put("spec_decode_per_position_acceptance_rates", rates);
  }

  private static void diffusion(
      DecodingCounters before,
      DecodingCounters after,
      double seconds,
      Map<String, Object> figures) {
    long steps = after.denoisingSteps() - before.denoisingSteps();
    long positions = after.canvasPositions() - before.canvasPositions();
    long committed = after.committedTokens() - before.committedTokens();
    if (steps <= 0 || committed <= 0 || positions <= 0 || seconds <= 0) {
      return;
    }
    double canvasLength = positions / (double) steps;
    double canvases = committed / canvasLength;
    double denoisingSteps = steps - canvases;
    if (denoisingSteps == 0) {
      return;
    }
    figures.put("diffusion_committed_throughput", committed / seconds);
    figures.put("diffusion_steps_per_canvas", denoisingSteps / canvases);
    figures.put("diffusion_committed_per_step", committed / denoisingSteps);
    figures.put("diffusion_committed_tokens", committed);
    figures.put("diffusion_denoising_steps", (long) denoisingSteps);
    figures.put("diffusion_canvas_positions", positions);
  }
}
