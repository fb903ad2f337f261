// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import llmbench.plan.Api;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of a real vLLM 0.32, as its sockets gave them (golden/streams/ORIGIN.md). */
class RecordedAnswersTest {

  @ParameterizedTest
  @CsvSource({
    "OPENAI_RESPONSES, responses-stream.events, 10, 6, max_output_tokens",
    "ANTHROPIC, messages-stream.events, 9, 6, max_tokens",
  })
  void streamsAreRead(Api api, String file, int prompt, int completion, String reason)
      throws IOException {
    Backend backend = Backends.of(api, true, null);
    byte[] body = Files.readAllBytes(Path.of("src/test/resources/golden/streams", file));
    int[] chunks = {0};
    int[] seen = {0};
    backend
        .framing()
        .framer()
        .all(
            body,
            body.length,
            (bytes, from, to, errorEvent) -> {
              int bits = backend.scan(bytes, from, to);
              chunks[0] += (bits & Frame.OUTPUT) != 0 ? 1 : 0;
              seen[0] |= bits;
            });
    assertThat(seen[0] & (Frame.MALFORMED | Frame.ERROR)).isZero();
    assertThat(seen[0] & Frame.FINISH).isNotZero();
    assertThat(chunks[0]).isBetween(1, completion);
    List<String> texts = backend.chunkTexts(body, body.length);
    assertThat(texts).hasSize(chunks[0]).doesNotContain("");
    Answer answer = backend.read(body, body.length);
    assertThat(answer.text()).isEqualTo(String.join("", texts));
    check(answer, prompt, completion, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI_RESPONSES, responses-whole.json, 10, 6, max_output_tokens",
    "ANTHROPIC, messages-whole.json, 9, 6, max_tokens",
  })
  void wholeAnswersAreRead(Api api, String file, int prompt, int completion, String reason)
      throws IOException {
    Backend backend = Backends.of(api, false, null);
    byte[] body = Files.readAllBytes(Path.of("src/test/resources/golden/streams", file));
    assertThat(backend.scan(body, 0, body.length) & Frame.OUTPUT).isNotZero();
    Answer answer = backend.read(body, body.length);
    assertThat(answer.text()).isNotEmpty();
    check(answer, prompt, completion, reason);
  }

  private static void check(Answer answer, int prompt, int completion, String reason) {
    assertThat(answer.promptTokens()).isEqualTo(prompt);
    assertThat(answer.completionTokens()).isEqualTo(completion);
    assertThat(answer.finishReason()).isEqualTo(reason);
    assertThat(answer.error()).isNull();
    assertThat(answer.malformed()).isNull();
  }
}
