// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.dataset.Prompt;

/**
 * {@code openai-chat}: {@code /v1/chat/completions}, streamed. Payload as vLLM's {@code
 * async_request_openai_chat_completions} ({@code endpoint_request_func.py}), field for field.
 */
final class OpenAiChat implements Backend {
  @Override
  public String name() {
    return "openai-chat";
  }

  @Override
  public String endpoint() {
    return "/v1/chat/completions";
  }

  @Override
  public String endpointSuffix() {
    return "chat/completions";
  }

  @Override
  public byte[] body(Prompt prompt, Payload payload) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", payload.model());
    fields.put("messages", messages(prompt));
    fields.put("max_completion_tokens", prompt.outputLen());
    fields.put("stream", true);
    fields.put("stream_options", Map.of("include_usage", true));
    return BodyWriter.write(fields, payload, prompt);
  }

  private static List<Map<String, Object>> messages(Prompt prompt) {
    if (!prompt.parts().messages().isEmpty()) {
      return prompt.parts().messages();
    }
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("type", "text");
    text.put("text", prompt.text());
    List<Map<String, Object>> content = new ArrayList<>();
    content.add(text);
    content.addAll(prompt.parts().media());
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", "user");
    message.put("content", content);
    return List.of(message);
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
