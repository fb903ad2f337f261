// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer of OpenAI's completions and chat with a JSON parser, a stream or whole; one for
 * each answer.
 */
final class AnswerReader implements FrameSink {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> DELTA_TEXTS =
      Set.of("content", "reasoning", "reasoning_content", "refusal");
  private static final int SHOWN = 200;
  private static final int FIRST_RUNNING = 64;

  private final StringBuilder text = new StringBuilder();
  private int promptTokens = -1;
  private int completionTokens = -1;
  private int cachedPromptTokens = -1;
  private int reasoningTokens = -1;
  private int[] running = {};
  private int runningCount;
  private int framesWithChoices;
  private boolean contentOnly;
  private boolean frameHasChoices;
  private int frameTokens;
  private @Nullable String finishReason;
  private @Nullable String error;
  private @Nullable String malformed;

  static Answer read(byte[] body, int length) {
    AnswerReader atOnce = new AnswerReader();
    if (atOnce.readsAll(JoinedFrames.of(body, length))) {
      return atOnce.answer();
    }
    AnswerReader reader = new AnswerReader();
    Framing.EVENT_STREAM.framer().all(body, length, reader);
    return reader.answer();
  }

  /** The content alone. */
  static String said(Framing framing, byte[] body, int length) {
    AnswerReader reader = new AnswerReader();
    reader.contentOnly = true;
    framing.framer().all(body, length, reader);
    return reader.text.toString();
  }

  /** Reads an answer that is one object. */
  static Answer readWhole(byte[] body, int length) {
    AnswerReader reader = new AnswerReader();
    Framing.WHOLE.framer().all(body, length, reader);
    return reader.answer();
  }

  private Answer answer() {
    return new Answer(
        text.toString(),
        promptTokens,
        completionTokens,
        cachedPromptTokens,
        reasoningTokens,
        runningTokens(),
        finishReason,
        error,
        malformed);
  }

  /**
   * Reads all frames with one parser, since making one for each costs more than reading. False if
   * anything is out of the ordinary: then the answer must be read frame by frame.
   */
  private boolean readsAll(JoinedFrames frames) {
    if (frames.odd()) {
      return false;
    }
    try (JsonParser parser = JSON.getFactory().createParser(frames.bytes(), 0, frames.length())) {
      int read = 0;
      for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
        if (t != JsonToken.START_OBJECT || !object(parser)) {
          return false;
        }
        read++;
      }
      return read == frames.count();
    } catch (IOException e) {
      return false;
    }
  }

  /** The output of one frame. */
  static String text(byte[] frame, int from, int to) {
    AnswerReader reader = new AnswerReader();
    reader.frame(frame, from, to, false);
    return reader.text.toString();
  }

  @Override
  public void frame(byte[] bytes, int from, int to, boolean errorEvent) {
    if (from < to && bytes[from] != '{') {
      // Rare: an end mark, or white space before the object.
      if ((OpenAiFrames.scan(bytes, from, to) & Frame.DONE) != 0) {
        return;
      }
    }
    try {
      if (errorEvent || !parse(bytes, from, to)) {
        error(JSON.readTree(bytes, from, to - from));
      }
    } catch (IOException e) {
      malformed("no JSON", bytes, from, to);
    }
  }

  private void error(JsonNode root) {
    if (error == null) {
      error = ErrorBody.message(root);
    }
  }

  /** Reads a frame; false if it says that it is an error. */
  private boolean parse(byte[] bytes, int from, int to) throws IOException {
    try (JsonParser parser = JSON.getFactory().createParser(bytes, from, to - from)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        malformed("no JSON object", bytes, from, to);
        return true;
      }
      if (!object(parser)) {
        return false;
      }
      if (parser.nextToken() != null) {
        malformed("more than one JSON value", bytes, from, to);
      }
      return true;
    }
  }

  /** Reads a frame's object, whose start was read; false if it says that it is an error. */
  private boolean object(JsonParser parser) throws IOException {
    frameHasChoices = false;
    frameTokens = -1;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_ARRAY && key.equals("choices")) {
        choices(parser);
      } else if (value == JsonToken.START_OBJECT && key.equals("usage")) {
        usage(JSON.readTree(parser));
      } else if (saysError(key, value, parser)) {
        return false;
      } else {
        parser.skipChildren();
      }
    }
    keepRunningTokens();
    return true;
  }

  private void keepRunningTokens() {
    if (frameHasChoices) {
      if (frameTokens >= 0 && runningCount == framesWithChoices) {
        if (runningCount == running.length) {
          running = Arrays.copyOf(running, Math.max(FIRST_RUNNING, 2 * runningCount));
        }
        running[runningCount++] = frameTokens;
      }
      framesWithChoices++;
    }
  }

  private int[] runningTokens() {
    return Arrays.copyOf(running, runningCount == framesWithChoices ? runningCount : 0);
  }

  /** As {@link OpenAiFrames} finds it: an {@code error} that is not null, or an error object. */
  private static boolean saysError(String key, JsonToken value, JsonParser parser)
      throws IOException {
    return key.equals("error")
        ? value != JsonToken.VALUE_NULL
        : key.equals("object")
            && value == JsonToken.VALUE_STRING
            && parser.getText().equals("error");
  }

  private void malformed(String what, byte[] bytes, int from, int to) {
    if (malformed == null) {
      String shown = new String(bytes, from, Math.min(to - from, SHOWN), StandardCharsets.UTF_8);
      malformed = what + " in a frame of the stream: " + shown;
    }
  }

  /** Reads the first choice, as vLLM, and skips the others. */
  private void choices(JsonParser parser) throws IOException {
    boolean first = true;
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      frameHasChoices = true;
      if (first && t == JsonToken.START_OBJECT) {
        choice(parser);
      } else {
        parser.skipChildren();
      }
      first = false;
    }
  }

  private void choice(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_OBJECT && (key.equals("delta") || key.equals("message"))) {
        delta(parser);
      } else if (value == JsonToken.VALUE_STRING && key.equals("text")) {
        text.append(parser.getText());
      } else if (value == JsonToken.VALUE_STRING && key.equals("finish_reason")) {
        finishReason = parser.getText();
      } else {
        parser.skipChildren();
      }
    }
  }

  private void delta(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING && isText(key)) {
        text.append(parser.getText());
      } else if (value == JsonToken.START_ARRAY && key.equals("tool_calls") && !contentOnly) {
        for (JsonNode call : JSON.<JsonNode>readTree(parser)) {
          append(call.path("function").path("name"));
          append(call.path("function").path("arguments"));
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  private boolean isText(String key) {
    return contentOnly ? key.equals("content") : DELTA_TEXTS.contains(key);
  }

  private void append(JsonNode node) {
    if (node.isTextual()) {
      text.append(node.textValue());
    }
  }

  private void usage(JsonNode usage) {
    if (usage.path("prompt_tokens").isInt()) {
      promptTokens = usage.path("prompt_tokens").intValue();
    }
    if (usage.path("completion_tokens").asInt() > 0) {
      completionTokens = usage.path("completion_tokens").intValue();
    }
    frameTokens = usage.path("completion_tokens").asInt(-1);
    JsonNode reasoning = usage.path("completion_tokens_details").path("reasoning_tokens");
    if (reasoning.isInt()) {
      reasoningTokens = reasoning.intValue();
    }
    JsonNode cached = usage.path("prompt_tokens_details").path("cached_tokens");
    if (cached.isInt()) {
      cachedPromptTokens = cached.intValue();
    }
  }
}
