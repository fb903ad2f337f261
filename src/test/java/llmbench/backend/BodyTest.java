// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptParts;
import org.junit.jupiter.api.Test;

/**
 * Bodies as {@code json.dumps} of vLLM 0.32's payload in endpoint_request_func.py writes them,
 * without spaces.
 */
class BodyTest {
  private static final Prompt PROMPT = new Prompt("Hi \"你\"\n", 3, 16);

  @Test
  void chatHasVllmsFieldsInItsOrder() {
    assertThat(body("openai-chat", new Payload("m", true, null, Map.of())))
        .isEqualTo(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\","
                + "\"text\":\"Hi \\\"你\\\"\\n\"}]}],\"max_completion_tokens\":16,\"stream\":true,"
                + "\"stream_options\":{\"include_usage\":true},\"ignore_eos\":true}");
  }

  @Test
  void completionsHaveVllmsFieldsInItsOrder() {
    String expected =
        "{\"model\":\"m\",\"prompt\":\"Hi \\\"你\\\"\\n\",\"repetition_penalty\":1.0,\"max_tokens\":16,"
            + "\"logprobs\":%s,\"stream\":true,\"stream_options\":{\"include_usage\":true}}";
    assertThat(body("openai", new Payload("m", false, null, Map.of())))
        .isEqualTo(expected.replace("%s", "null"));
    assertThat(body("vllm", new Payload("m", false, 5, Map.of())))
        .isEqualTo(expected.replace("%s", "5"));
  }

  @Test
  void extraBodyWinsInPlaceAndIsAppendedElse() {
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("temperature", 0.5);
    extra.put("max_tokens", 7);
    extra.put("nested", Map.of("a", 1));
    assertThat(body("openai", new Payload("m", true, null, extra)))
        .isEqualTo(
            "{\"model\":\"m\",\"prompt\":\"Hi \\\"你\\\"\\n\",\"repetition_penalty\":1.0,\"max_tokens\":7,"
                + "\"logprobs\":null,\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                + "\"ignore_eos\":true,\"temperature\":0.5,\"nested\":{\"a\":1}}");
  }

  @Test
  void mediaFollowTheTextAndMessagesReplaceIt() {
    PromptParts media =
        PromptParts.NONE.withMedia(
            List.of(ordered("type", "image_url", "image_url", Map.of("url", "data:x"))));
    assertThat(body("openai-chat", new Prompt("look", 1, 2, media)))
        .contains(
            "\"content\":[{\"type\":\"text\",\"text\":\"look\"},"
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:x\"}}]");
    PromptParts chat =
        PromptParts.NONE.withMessages(List.of(ordered("role", "system", "content", "Be brief.")));
    assertThat(body("openai-chat", new Prompt("", 1, 2, chat)))
        .contains("\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"}],");
  }

  @Test
  void aChatStandsWhereEachApiHasIt() {
    Map<String, Object> first = ordered("role", "system", "content", "Be brief.");
    Map<String, Object> user = ordered("role", "user", "content", "Hi");
    Prompt chat = new Prompt("", 1, 2, PromptParts.NONE.withMessages(List.of(first, user)));
    String messages = "{\"role\":\"user\",\"content\":\"Hi\"}]";
    String both = "[{\"role\":\"system\",\"content\":\"Be brief.\"}," + messages;
    assertThat(body("openai-responses", chat)).contains("\"input\":" + both);
    assertThat(body("ollama", chat)).contains("\"messages\":" + both);
    assertThat(body("anthropic", chat))
        .contains("\"system\":\"Be brief.\",\"messages\":[" + messages);
  }

  @Test
  void anthropicTakesAllSystemMessagesInOnePlace() {
    Map<String, Object> block = ordered("type", "text", "text", "Be kind.");
    Prompt chat =
        new Prompt(
            "",
            1,
            2,
            PromptParts.NONE.withMessages(
                List.of(
                    ordered("role", "system", "content", "Be brief."),
                    ordered("role", "system", "content", List.of(block)))));
    assertThat(body("anthropic", chat))
        .contains(
            "\"system\":[{\"type\":\"text\",\"text\":\"Be brief.\"},"
                + "{\"type\":\"text\",\"text\":\"Be kind.\"}],\"messages\":[]");
  }

  @Test
  void completionsTakeTokenIdsAndSeveralTexts() {
    assertThat(body("openai", new Prompt("", 2, 2, PromptParts.NONE.withTokenIds(List.of(5, 6)))))
        .contains("\"prompt\":[5,6],");
    assertThat(body("openai", new Prompt("", 2, 2, PromptParts.NONE.withTexts(List.of("a", "b")))))
        .contains("\"prompt\":[\"a\",\"b\"],");
  }

  private static Map<String, Object> ordered(String k1, Object v1, String k2, Object v2) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(k1, v1);
    map.put(k2, v2);
    return map;
  }

  private static String body(String backend, Prompt prompt) {
    Payload payload = new Payload("m", false, null, Map.of());
    return new String(Backends.named(backend).body(prompt, payload), StandardCharsets.UTF_8);
  }

  @Test
  void anUnknownBackendIsToldTheKnownOnes() {
    assertThatThrownBy(() -> Backends.named("opnai"))
        .hasMessageStartingWith("backend: expected one of [openai-chat, openai, vllm, openai-resp")
        .hasMessageEndingWith(", found \"opnai\"");
  }

  private static String body(String backend, Payload payload) {
    return new String(Backends.named(backend).body(PROMPT, payload), StandardCharsets.UTF_8);
  }
}
