// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import llmbench.plan.Api;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link Backend#said}: what of an answer goes into the history of its chat. */
class SaidTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          openai-chat | {"choices":[{"index":0,"delta":{"reasoning_content":"hm"}}]} {"choices":[{"index":0,"delta":{"content":"so"}}]} {"choices":[{"index":0,"delta":{"tool_calls":[{"function":{"name":"f","arguments":"{}"}}]}}]}
          openai-responses | {"type":"response.reasoning_text.delta","delta":"hm"} {"type":"response.output_text.delta","delta":"so"}
          anthropic | {"type":"content_block_delta","delta":{"thinking":"hm"}} {"type":"content_block_delta","delta":{"text":"so"}}
          """)
  void streamsSayTheirContentWithoutReasoning(String backend, String frames) {
    StringBuilder body = new StringBuilder();
    for (String frame : frames.split(" (?=\\{)", -1)) {
      body.append("data: ").append(frame).append("\n\n");
    }
    assertThat(said(backend, true, body.toString())).isEqualTo("so");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          openai-chat | {"choices":[{"index":0,"message":{"role":"assistant","reasoning_content":"hm","content":"so"},"finish_reason":"stop"}]}
          anthropic   | {"content":[{"type":"thinking","thinking":"hm"},{"type":"text","text":"so"}],"stop_reason":"end_turn"}
          ollama      | {"message":{"role":"assistant","thinking":"hm","content":"so"},"done":true}
          """)
  void soDoWholeAnswers(String backend, String body) {
    assertThat(said(backend, false, body)).isEqualTo("so");
  }

  private static String said(String backend, boolean stream, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return Backends.of(Api.of(backend), stream, null).said(body, body.length);
  }
}
