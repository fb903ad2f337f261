// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole answer of the OpenAI completions and chat streams with a JSON parser; one for each
 * answer.
 */
final class AnswerReader implements FrameSink {
  private static final ObjectReader JSON =
      new ObjectMapper()
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .readerFor(JsonNode.class);
  private static final int SHOWN = 200;

  private final StringBuilder text = new StringBuilder();
  private int promptTokens = -1;
  private int completionTokens = -1;
  private int cachedPromptTokens = -1;
  private @Nullable String finishReason;
  private @Nullable String error;
  private @Nullable String malformed;

  static Answer read(byte[] body, int length) {
    AnswerReader reader = new AnswerReader();
    SseFramer framer = new SseFramer();
    framer.scan(body, length, reader);
    framer.end(body, length, reader);
    return new Answer(
        reader.text.toString(),
        reader.promptTokens,
        reader.completionTokens,
        reader.cachedPromptTokens,
        reader.finishReason,
        reader.error,
        reader.malformed);
  }

  @Override
  public void frame(byte[] bytes, int from, int to, boolean errorEvent) {
    if ((OpenAiFrames.scan(bytes, from, to) & Frame.DONE) != 0) {
      return;
    }
    JsonNode root;
    try {
      root = JSON.readValue(bytes, from, to - from);
    } catch (IOException e) {
      malformed("no JSON", bytes, from, to);
      return;
    }
    if (root == null || !root.isObject()) {
      malformed("no JSON object", bytes, from, to);
      return;
    }
    if (errorEvent || root.hasNonNull("error") || root.path("object").asText().equals("error")) {
      if (error == null) {
        error = ErrorBody.message(root);
      }
      return;
    }
    JsonNode choices = root.path("choices");
    if (choices.isArray() && !choices.isEmpty()) {
      choice(choices.get(0));
    }
    usage(root.path("usage"));
  }

  private void malformed(String what, byte[] bytes, int from, int to) {
    if (malformed == null) {
      String shown = new String(bytes, from, Math.min(to - from, SHOWN), StandardCharsets.UTF_8);
      malformed = what + " in a frame of the stream: " + shown;
    }
  }

  private void choice(JsonNode choice) {
    if (choice.hasNonNull("finish_reason")) {
      finishReason = choice.get("finish_reason").asText();
    }
    append(choice.path("text"));
    JsonNode delta = choice.path("delta");
    append(delta.path("reasoning_content"));
    append(delta.path("reasoning"));
    append(delta.path("content"));
    append(delta.path("refusal"));
    for (JsonNode call : delta.path("tool_calls")) {
      append(call.path("function").path("name"));
      append(call.path("function").path("arguments"));
    }
  }

  private void append(JsonNode node) {
    if (node.isTextual()) {
      text.append(node.textValue());
    }
  }

  private void usage(JsonNode usage) {
    if (!usage.isObject()) {
      return;
    }
    if (usage.path("prompt_tokens").isInt()) {
      promptTokens = usage.path("prompt_tokens").intValue();
    }
    if (usage.path("completion_tokens").asInt() > 0) {
      completionTokens = usage.path("completion_tokens").intValue();
    }
    JsonNode cached = usage.path("prompt_tokens_details").path("cached_tokens");
    if (cached.isInt()) {
      cachedPromptTokens = cached.intValue();
    }
  }
}
