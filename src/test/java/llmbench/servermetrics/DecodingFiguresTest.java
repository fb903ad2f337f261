// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodingFiguresTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Answers of vLLM's own code, see make_decoding_answers.py. */
  @ParameterizedTest
  @ValueSource(strings = {"speculative", "diffusion", "both", "no-draft", "neither"})
  void figuresAreVllms(String name) throws Exception {
    JsonNode answer = JSON.readTree(Readings.GOLDEN.resolve("decoding-" + name + ".json").toFile());

    Map<String, Object> figures =
        DecodingFigures.between(
            DecodingCounters.of(Readings.own(answer.path("before").asText())),
            DecodingCounters.of(Readings.own(answer.path("after").asText())),
            answer.path("seconds").asDouble());

    assertThat(JSON.writeValueAsString(figures))
        .isEqualTo(JSON.writeValueAsString(answer.path("figures")));
  }

  @Test
  void onlyCommittingStepsGiveNothingWhereVllmFails() {
    String text =
        """
        vllm:diffusion_num_denoising_steps_total %s
        vllm:diffusion_num_canvas_positions_total %s
        vllm:diffusion_num_committed_tokens_total %s
        """;

    assertThat(
            DecodingFigures.between(
                DecodingCounters.of(Readings.own(text.formatted(0, 0, 0))),
                DecodingCounters.of(Readings.own(text.formatted(10, 320, 320))),
                1))
        .isEmpty();
  }
}
