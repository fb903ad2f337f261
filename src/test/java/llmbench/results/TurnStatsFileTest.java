// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import llmbench.metrics.TurnSample;
import org.junit.jupiter.api.Test;

class TurnStatsFileTest {
  @Test
  void keysAreVllmsThenOurs() throws IOException {
    TurnSample known = new TurnSample(1.5, 2, 30, 4, 3, 50, 6, 5, 1, 60, 12.5, "c\"", 2, 1);
    TurnSample unknown =
        new TurnSample(Double.NaN, Double.NaN, 30, 4, 1, 50, 6, 0, 0, 0, Double.NaN, "d", -1, 0);
    StringWriter text = new StringWriter();
    TurnStatsFile.write(List.of(known, unknown), text);
    assertThat(text)
        .hasToString(
            """
            [
              {
                "ttft_ms": 1.5,
                "tpot_ms": 2.0,
                "latency_ms": 30.0,
                "start_time_ms": 4.0,
                "input_num_turns": 3,
                "input_num_tokens": 50,
                "output_num_tokens": 6,
                "output_num_chunks": 5,
                "output_num_first_chunk_tokens": 1,
                "approx_cached_percent": 60.0,
                "conversation_id": "c\\"",
                "client_id": 2,
                "turn": 1,
                "cached_percent": 12.5
              },
              {
                "ttft_ms": null,
                "tpot_ms": null,
                "latency_ms": 30.0,
                "start_time_ms": 4.0,
                "input_num_turns": 1,
                "input_num_tokens": 50,
                "output_num_tokens": 6,
                "output_num_chunks": 0,
                "output_num_first_chunk_tokens": 0,
                "approx_cached_percent": 0.0,
                "conversation_id": "d",
                "client_id": -1,
                "turn": 0
              }
            ]""");
    StringWriter nothing = new StringWriter();
    TurnStatsFile.write(List.of(), nothing);
    assertThat(nothing).hasToString("[]");
  }
}
