// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.dataset.Prompt;

/**
 * {@code openai} and {@code vllm}: {@code /v1/completions}, streamed. Payload as vLLM's {@code
 * async_request_openai_completions} ({@code endpoint_request_func.py}), field for field.
 */
final class OpenAiCompletions implements Backend {
  private final String name;

  OpenAiCompletions(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String endpoint() {
    return "/v1/completions";
  }

  @Override
  public String endpointSuffix() {
    return "completions";
  }

  @Override
  public byte[] body(Prompt prompt, Payload payload) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", payload.model());
    fields.put("prompt", input(prompt));
    fields.put("repetition_penalty", 1.0);
    fields.put("max_tokens", prompt.outputLen());
    fields.put("logprobs", payload.logprobs());
    fields.put("stream", true);
    fields.put("stream_options", Map.of("include_usage", true));
    return BodyWriter.write(fields, payload, prompt);
  }

  private static Object input(Prompt prompt) {
    if (!prompt.parts().tokenIds().isEmpty()) {
      return prompt.parts().tokenIds();
    }
    return prompt.parts().texts().isEmpty() ? prompt.text() : prompt.parts().texts();
  }

  @Override
  public int scan(byte[] bytes, int from, int to) {
    return OpenAiFrames.scan(bytes, from, to);
  }

  @Override
  public Answer read(byte[] body, int length) {
    return AnswerReader.read(body, length);
  }

  @Override
  public List<String> chunkTexts(byte[] body, int length) {
    return ChunkTexts.of(body, length);
  }
}
