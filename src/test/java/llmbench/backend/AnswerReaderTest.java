// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {

  @Test
  void textOfAllKindsIsTakenInOrder() {
    Answer answer =
        read(
            chat("\"role\":\"assistant\",\"content\":\"\""),
            chat("\"reasoning_content\":\"Let \""),
            chat("\"reasoning\":\"me. \",\"content\":null"),
            chat("\"content\":\"Hi \\u4f60\\n\""),
            chat("\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]"),
            "{\"choices\":[{\"text\":\" end\",\"finish_reason\":\"length\"},{\"text\":\"other\"}]}",
            "[DONE]");
    assertThat(answer.text()).isEqualTo("Let me. Hi 你\nf{} end");
    assertThat(answer.finishReason()).isEqualTo("length");
    assertThat(answer.malformed()).isNull();
    assertThat(answer.error()).isNull();
  }

  @Test
  void usageIsTakenWithAndWithoutChoices() {
    Answer answer =
        read(
            "{\"choices\":[{\"text\":\"a\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1}}",
            "{\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":5,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":4}}}");
    assertThat(answer.promptTokens()).isEqualTo(9);
    assertThat(answer.completionTokens()).isEqualTo(5);
    assertThat(answer.cachedPromptTokens()).isEqualTo(4);
  }

  @Test
  void tokensUpToEachChunkAreThoseOfContinuousUsage() {
    String chunk = "{\"choices\":[{\"text\":\"a\"}],\"usage\":{\"completion_tokens\":%d}}";
    String last =
        "{\"choices\":[],\"usage\":{\"completion_tokens\":4,"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":3}}}";
    Answer answer = read(chunk.formatted(0), chunk.formatted(1), chunk.formatted(4), last);
    assertThat(answer.runningTokens()).containsExactly(0, 1, 4);
    assertThat(answer.reasoningTokens()).isEqualTo(3);
    assertThat(answer.completionTokens()).isEqualTo(4);
    Answer without = read(chunk.formatted(1), "{\"choices\":[{\"text\":\"b\"}]}", last);
    assertThat(without.runningTokens()).isEmpty();
  }

  @Test
  void theTextOfEachChunkStandsAlone() {
    byte[] body =
        """
        data: {"choices":[{"text":"a b"}]}

        data: {"choices":[{"text":""}]}

        data: {"choices":[],"usage":{}}

        data: {"choices":[{"text":"c"}]}

        data: [DONE]

        """
            .getBytes(StandardCharsets.UTF_8);
    assertThat(ChunkTexts.of(Framing.EVENT_STREAM, body, body.length))
        .containsExactly("a b", "", "c");
  }

  @Test
  void aCountThatIsNullOrZeroIsNone() {
    Answer answer =
        read("{\"usage\":{\"prompt_tokens\":null,\"completion_tokens\":0}}", "{\"usage\":null}");
    assertThat(answer.promptTokens()).isEqualTo(-1);
    assertThat(answer.completionTokens()).isEqualTo(-1);
    assertThat(answer.cachedPromptTokens()).isEqualTo(-1);
  }

  @Test
  void theFirstErrorsMessageIsTaken() {
    assertThat(read("{\"error\":{\"message\":\"one\"}}", "{\"error\":\"two\"}").error())
        .isEqualTo("one");
    assertThat(read("{\"object\":\"error\",\"message\":\"three\"}").error()).isEqualTo("three");
  }

  @Test
  void whatIsNoJsonIsShown() {
    assertThat(read("{\"choices\":[{\"del").malformed()).contains("{\"choices\":[{\"del");
    assertThat(read("{} {}").malformed()).contains("more than one");
    assertThat(read("[1]").malformed()).contains("no JSON object");
    byte[] invalidUtf8 = "data: {\"a\":\"??\"}\n\n".getBytes(StandardCharsets.US_ASCII);
    invalidUtf8[12] = (byte) 0xC3;
    invalidUtf8[13] = '(';
    assertThat(AnswerReader.read(invalidUtf8, invalidUtf8.length).malformed()).isNotNull();
  }

  @Test
  void bytesBehindTheLengthDoNotCount() {
    byte[] body =
        "data: {\"choices\":[{\"text\":\"a\"}]}\n\ndata: x\n\n".getBytes(StandardCharsets.UTF_8);
    Answer answer = AnswerReader.read(body, body.length - 9);
    assertThat(answer.text()).isEqualTo("a");
    assertThat(answer.malformed()).isNull();
  }

  private static String chat(String delta) {
    return "{\"choices\":[{\"index\":0,\"delta\":{" + delta + "},\"finish_reason\":null}]}";
  }

  private static Answer read(String... frames) {
    StringBuilder stream = new StringBuilder();
    for (String frame : frames) {
      stream.append("data: ").append(frame).append("\n\n");
    }
    byte[] body = stream.toString().getBytes(StandardCharsets.UTF_8);
    return AnswerReader.read(body, body.length);
  }
}
