// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.dataset.Prompt;
import llmbench.plan.Api;

/**
 * {@code openai-chat}: {@code /v1/chat/completions}, a stream or whole. Payload as vLLM's {@code
 * async_request_openai_chat_completions} ({@code endpoint_request_func.py}), field for field.
 */
final class OpenAiChat extends OpenAiBackend {
  OpenAiChat(boolean stream) {
    super(Api.OPENAI_CHAT, stream);
  }

  @Override
  public byte[] body(Prompt prompt, Payload payload) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", payload.model());
    fields.put("messages", ChatMessages.of(prompt, false));
    if (prompt.outputLen() > 0) {
      fields.put(payload.maxTokensField("max_completion_tokens"), prompt.outputLen());
    }
    putStream(fields);
    return BodyWriter.write(fields, payload, prompt);
  }
}
