// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * vLLM's counters of speculative decoding and of diffusion, summed over engines and endpoints
 * ({@code vllm/benchmarks/serve.py}, {@code fetch_spec_decode_metrics} and {@code
 * fetch_diffusion_metrics}).
 *
 * @param speculative whether there is any counter of speculative decoding
 * @param acceptedAt accepted tokens by position in the draft
 * @param diffusion whether there is any counter of diffusion
 */
record DecodingCounters(
    boolean speculative,
    long drafts,
    long draftTokens,
    long acceptedTokens,
    Map<Integer, Long> acceptedAt,
    boolean diffusion,
    long denoisingSteps,
    long canvasPositions,
    long committedTokens) {

  /** Reads them. */
  static DecodingCounters of(List<Reading> readings) {
    Tally tally = new Tally();
    for (Reading reading : readings) {
      reading
          .exposition()
          .byName()
          .forEach(
              (name, samples) -> {
                if (name.endsWith("_total")) {
                  samples.forEach(tally::add);
                }
              });
    }
    return tally.counters();
  }

  private static final class Tally {
    private final Map<String, Long> sums = new LinkedHashMap<>();
    private final Map<Integer, Long> acceptedAt = new TreeMap<>();
    private boolean speculative;
    private boolean diffusion;

    void add(Sample sample) {
      String name = sample.name();
      long value = (long) sample.value();
      if (name.startsWith("vllm:spec_decode")) {
        speculative = true;
        if (name.contains("num_accepted_tokens_per_pos")) {
          String position = sample.labels().getOrDefault("position", "");
          if (position.matches("\\d{1,9}")) {
            acceptedAt.merge(Integer.valueOf(position), value, Long::sum);
          }
          return;
        }
      } else if (name.startsWith("vllm:diffusion")) {
        diffusion = true;
      } else {
        return;
      }
      for (String part :
          List.of(
              "num_drafts",
              "num_draft_tokens",
              "num_accepted_tokens",
              "num_denoising_steps",
              "num_canvas_positions",
              "num_committed_tokens")) {
        if (name.contains(part)) {
          sums.merge(part, value, Long::sum);
          return;
        }
      }
    }

    DecodingCounters counters() {
      return new DecodingCounters(
          speculative,
          sum("num_drafts"),
          sum("num_draft_tokens"),
          sum("num_accepted_tokens"),
          acceptedAt,
          diffusion,
          sum("num_denoising_steps"),
          sum("num_canvas_positions"),
          sum("num_committed_tokens"));
    }

    private long sum(String part) {
      return sums.getOrDefault(part, 0L);
    }
  }
}
