// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.backend.FrameScanner.Rule;
import llmbench.backend.FrameScanner.Test;
import llmbench.dataset.Prompt;
import llmbench.plan.Api;

/**
 * {@code ollama} and {@code ollama-generate}: Ollama's own {@code /api/chat} and {@code
 * /api/generate}, a JSON object a line; the last has {@code done} and the counts. Source: Ollama's
 * documentation of its API.
 */
final class Ollama extends ShapedBackend {
  private final boolean stream;

  Ollama(Api api, boolean stream) {
    super(
        api,
        AnswerShape.of(stream ? Framing.JSON_LINES : Framing.WHOLE)
            .reasoning("message.thinking")
            .text("message.content")
            .reasoning("thinking")
            .text("response")
            .rule(Rule.of("done", Test.TRUE, Frame.FINISH))
            .reason("done_reason")
            .error("error")
            .usage("prompt_eval_count", "eval_count"));
    this.stream = stream;
  }

  @Override
  public byte[] body(Prompt prompt, Payload payload) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", payload.model());
    if (api() == Api.OLLAMA) {
      fields.put("messages", messages(prompt));
    } else {
      fields.put("prompt", Inputs.text(prompt));
    }
    fields.put("stream", stream);
    Map<String, Object> options = new LinkedHashMap<>();
    if (prompt.outputLen() > 0) {
      options.put(payload.maxTokensField("num_predict"), prompt.outputLen());
    }
    fields.put("options", options);
    return BodyWriter.writeNested(fields, payload, prompt);
  }

  private static List<Map<String, Object>> messages(Prompt prompt) {
    if (!prompt.parts().messages().isEmpty()) {
      return prompt.parts().messages();
    }
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", "user");
    message.put("content", prompt.text());
    return List.of(message);
  }
}
