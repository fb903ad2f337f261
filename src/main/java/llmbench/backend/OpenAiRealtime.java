// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.backend.FrameScanner.Rule;
import llmbench.dataset.Prompt;
import llmbench.plan.Api;

/**
 * {@code openai-realtime}: OpenAI's realtime API over a WebSocket, text in and text out. A request
 * is a connection of its own: the session is told to answer in text, the prompt is an item of the
 * user's, and {@code response.create} asks for the answer; {@code response.done} ends it. Its body
 * is the client's events, a line each, and so are the server's events when they are read. Source:
 * OpenAI's documentation of the API.
 */
final class OpenAiRealtime extends ShapedBackend {
  private static final List<String> TEXT = List.of("text");

  OpenAiRealtime() {
    super(
        Api.OPENAI_REALTIME,
        AnswerShape.of(Framing.JSON_LINES)
            .text("delta")
            .rule(Rule.word("type", "response.output_text.delta", Frame.CHOICES))
            .rule(Rule.word("type", "response.text.delta", Frame.CHOICES))
            .rule(Rule.word("type", "response.done", Frame.FINISH))
            .rule(Rule.word("response.status", "failed", Frame.ERROR))
            .rule(Rule.word("type", "error", Frame.ERROR))
            .error("error")
            .reason("response.status_details.reason")
            .usage("response.usage.input_tokens", "response.usage.output_tokens")
            .details("response.usage.input_token_details.cached_tokens", null));
  }

  @Override
  public boolean webSocket() {
    return true;
  }

  @Override
  public byte[] body(Prompt prompt, Payload payload) {
    Map<String, Object> session = new LinkedHashMap<>();
    session.put("type", "realtime");
    session.put("model", payload.model());
    session.put("output_modalities", TEXT);
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", "input_text");
    part.put("text", Inputs.text(prompt));
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("type", "message");
    item.put("role", "user");
    item.put("content", List.of(part));
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("output_modalities", TEXT);
    response.put(payload.maxTokensField("max_output_tokens"), prompt.outputLen());
    response.putAll(payload.extraBody());
    return (event("session.update", "session", session, prompt)
            + event("conversation.item.create", "item", item, prompt)
            + event("response.create", "response", response, prompt))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String event(
      String type, String member, Map<String, Object> value, Prompt prompt) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("type", type);
    event.put(member, value);
    return new String(BodyWriter.json(event, prompt), StandardCharsets.UTF_8) + "\n";
  }
}
