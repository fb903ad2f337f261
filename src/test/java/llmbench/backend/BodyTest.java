// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.dataset.Prompt;
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
  void anUnknownBackendIsToldTheKnownOnes() {
    assertThatThrownBy(() -> Backends.named("opnai"))
        .hasMessage("backend: expected one of [openai-chat, openai, vllm], found \"opnai\"");
  }

  private static String body(String backend, Payload payload) {
    return new String(Backends.named(backend).body(PROMPT, payload), StandardCharsets.UTF_8);
  }
}
