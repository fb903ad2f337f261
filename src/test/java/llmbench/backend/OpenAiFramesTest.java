// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiFramesTest {
  private static final int CHOICES = Frame.CHOICES;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"},\"finish_reason\":null}]} | O",
        "{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]} | -",
        "{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":null}}]} | -",
        "{\"choices\":[{\"delta\":{\"reasoning_content\":\"Let\"}}]} | OR",
        "{\"choices\":[{\"delta\":{\"reasoning\":\"Let\",\"content\":null}}]} | OR",
        "{\"choices\":[{\"delta\":{\"reasoning\":\"Let\",\"content\":\"a\"}}]} | O",
        "{\"choices\":[{\"delta\":{\"refusal\":\"no\"}}]} | O",
        "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"f\"}}]}}]} | O",
        "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"arguments\":\"{\"}}]}}]} | O",
        "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"id\":\"name\",\"function\":{\"arguments\":\"\"}}]}}]} | -",
        "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]} | F",
        "{\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"length\"}]} | OF",
        "{\"choices\":[{\"index\":0,\"text\":\" a\",\"logprobs\":null,\"finish_reason\":null}]} | O",
        "{\"choices\":[{\"text\":\"\",\"finish_reason\":\"stop\"}]} | F",
        "{ \"choices\" : [ { \"text\" : \"a\" } ] } | O",
      })
  void aChoiceIsRead(String frame, String expected) {
    int bits = CHOICES;
    bits |= expected.contains("O") ? Frame.OUTPUT : 0;
    bits |= expected.contains("R") ? Frame.REASONING : 0;
    bits |= expected.contains("F") ? Frame.FINISH : 0;
    assertThat(scan(frame)).isEqualTo(bits);
  }

  @Test
  void onlyTheFirstChoiceCounts() {
    assertThat(scan("{\"choices\":[{\"text\":\"\"},{\"text\":\"a\"}]}")).isEqualTo(CHOICES);
  }

  @Test
  void usageComesWithAndWithoutChoices() {
    assertThat(scan("{\"choices\":[],\"usage\":{\"completion_tokens\":3}}")).isEqualTo(Frame.USAGE);
    assertThat(scan("{\"usage\":{\"x\":1},\"choices\":[{\"text\":\"a\"}]}"))
        .isEqualTo(CHOICES | Frame.OUTPUT | Frame.USAGE);
    assertThat(scan("{\"choices\":[{\"text\":\"a\"}],\"usage\":null}"))
        .isEqualTo(CHOICES | Frame.OUTPUT);
  }

  @Test
  void errorsAreFound() {
    assertThat(scan("{\"error\":{\"message\":\"x\",\"code\":500}}")).isEqualTo(Frame.ERROR);
    assertThat(scan("{\"error\":\"x\"}")).isEqualTo(Frame.ERROR);
    assertThat(scan("{\"object\":\"error\",\"message\":\"x\"}")).isEqualTo(Frame.ERROR);
    assertThat(scan("{\"error\":null,\"object\":\"chat.completion.chunk\"}")).isZero();
  }

  @Test
  void keysInsideTextAreText() {
    assertThat(scan("{\"choices\":[{\"text\":\"\",\"x\":\"\\\"text\\\":\\\"a\\\"\"}]}"))
        .isEqualTo(CHOICES);
    assertThat(scan("{\"a\":{\"error\":{\"usage\":{},\"choices\":[{\"text\":\"a\"}]}}}")).isZero();
  }

  @Test
  void theEndMarkIsFound() {
    assertThat(scan("[DONE]")).isEqualTo(Frame.DONE);
    assertThat(scan(" [DONE] ")).isEqualTo(Frame.DONE);
    assertThat(scan("[DONE]x")).isEqualTo(Frame.MALFORMED);
    assertThat(scan("DONE")).isEqualTo(Frame.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}x",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"b}",
        "{\"a\":tru}",
        "{\"a\":[1,]}",
        "{\"choices\":[{\"text\":\"a\"}",
        "{\"choices\":[\"a\"]}",
        "[1]",
        "null",
        "hello"
      })
  void whatIsNoFrameIsMalformed(String frame) {
    assertThat(scan(frame)).isEqualTo(Frame.MALFORMED);
  }

  @Test
  @DisplayName("a frame with one byte changed is malformed exactly where a JSON parser says so")
  void agreesWithAJsonParserOnDamagedFrames() {
    ObjectMapper json =
        new ObjectMapper()
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    String frame =
        "{\"id\":\"c-1\",\"n\":-1.5e3,\"t\":true,\"choices\":[{\"index\":0,\"delta\":"
            + "{\"content\":\"a\\n\\u00e9\"},\"finish_reason\":null}],\"usage\":null}";
    Random random = new Random(7);
    String bytes = "{}[]\",:0123 tn\\ae.-";
    int malformed = 0;
    for (int i = 0; i < 5000; i++) {
      StringBuilder damaged = new StringBuilder(frame);
      int at = random.nextInt(frame.length());
      damaged.setCharAt(at, bytes.charAt(random.nextInt(bytes.length())));
      boolean bad = (scan(damaged.toString()) & Frame.MALFORMED) != 0;
      malformed += bad ? 1 : 0;
      assertThat(bad).as("%s", damaged).isEqualTo(!isFrame(json, damaged.toString()));
    }
    assertThat(malformed).isBetween(1000, 4900);
  }

  private static boolean isFrame(ObjectMapper json, String text) {
    try {
      var root = json.readTree(text);
      var choices = root.path("choices");
      return root.isObject()
          && (!choices.isArray() || choices.isEmpty() || choices.get(0).isObject());
    } catch (IOException e) {
      return false;
    }
  }

  private static int scan(String frame) {
    byte[] bytes = ("##" + frame + "##").getBytes(StandardCharsets.UTF_8);
    return OpenAiFrames.scan(bytes, 2, bytes.length - 2);
  }
}
