// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a whole answer with a JSON parser by its {@link AnswerShape}; one for each answer. */
final class ShapeReader implements FrameSink {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final int SHOWN = 200;

  private final AnswerShape shape;
  private final FrameScanner scanner;

  /** The text of each chunk, by itself, as {@link Backend#chunkTexts} gives it. */
  private final List<String> chunks = new ArrayList<>();

  /** Text of frames that are no chunks, in its place behind the chunk of that number. */
  private final StringBuilder text = new StringBuilder();

  /** Text of the answer itself, in its place. */
  private final StringBuilder said = new StringBuilder();

  private final List<Integer> running = new ArrayList<>();
  private int promptTokens = -1;
  private int completionTokens = -1;
  private int cachedTokens = -1;
  private int reasoningTokens = -1;
  private @Nullable String finishReason;
  private @Nullable String error;
  private @Nullable String malformed;

  ShapeReader(AnswerShape shape, FrameScanner scanner) {
    this.shape = shape;
    this.scanner = scanner;
  }

  ShapeReader readAll(byte[] body, int length) {
    shape.framing().framer().all(body, length, this);
    return this;
  }

  @Override
  public void frame(byte[] bytes, int from, int to, boolean errorEvent) {
    int bits = scanner.scan(bytes, from, to);
    if ((bits & Frame.DONE) != 0) {
      return;
    }
    JsonNode root;
    try {
      root = JSON.readTree(bytes, from, to - from);
    } catch (IOException e) {
      root = null;
    }
    if (root == null || !root.isObject()) {
      if (malformed == null) {
        String shown = new String(bytes, from, Math.min(to - from, SHOWN), StandardCharsets.UTF_8);
        malformed =
            (root == null ? "no JSON" : "no JSON object")
                + (shape.framing().streamed() ? " in a frame of the stream: " : " in the answer: ")
                + shown;
      }
      return;
    }
    if ((errorEvent || (bits & Frame.ERROR) != 0) && error == null) {
      error = ErrorBody.message(root);
    }
    take(root, (bits & Frame.CHOICES) != 0);
    if ((bits & Frame.REASONING) == 0 || !shape.framing().streamed()) {
      append(shape.said(), root, said);
    }
  }

  private static void append(List<JsonPath> paths, JsonNode root, StringBuilder to) {
    for (JsonPath path : paths) {
      path.each(
          root,
          node -> {
            if (node.isTextual()) {
              to.append(node.textValue());
            }
          });
    }
  }

  private void take(JsonNode root, boolean isChunk) {
    StringBuilder own = new StringBuilder();
    append(shape.texts(), root, own);
    for (JsonPath path : shape.finishes()) {
      path.each(root, node -> finishReason = node.isTextual() ? node.textValue() : finishReason);
    }
    promptTokens = count(shape.promptTokens(), root, promptTokens);
    int tokens = count(shape.completionTokens(), root, 0);
    completionTokens = tokens > 0 ? tokens : completionTokens;
    cachedTokens = count(shape.cachedTokens(), root, cachedTokens);
    reasoningTokens = count(shape.reasoningTokens(), root, reasoningTokens);
    if (isChunk) {
      chunks.add(own.toString());
      running.add(tokens);
    }
    text.append(own);
  }

  private static int count(@Nullable JsonPath path, JsonNode root, int otherwise) {
    int[] found = {otherwise};
    if (path != null) {
      path.each(root, node -> found[0] = node.isNumber() ? node.intValue() : found[0]);
    }
    return found[0];
  }

  Answer answer() {
    boolean all = isCumulative();
    boolean told = !running.isEmpty() && running.stream().allMatch(tokens -> tokens > 0);
    return new Answer(
        all ? chunks.get(chunks.size() - 1) : text.toString(),
        promptTokens,
        completionTokens,
        cachedTokens,
        reasoningTokens,
        told ? running.stream().mapToInt(Integer::intValue).toArray() : new int[0],
        finishReason,
        error,
        malformed);
  }

  /** The text without reasoning. */
  String said() {
    return isCumulative() ? chunks.get(chunks.size() - 1) : said.toString();
  }

  /** Each chunk's own text. */
  List<String> chunkTexts() {
    if (!isCumulative()) {
      return chunks;
    }
    List<String> own = new ArrayList<>();
    String before = "";
    for (String each : chunks) {
      own.add(each.substring(before.length()));
      before = each;
    }
    return own;
  }

  /** By the API's word, and by the chunks: each is the beginning of the next. */
  private boolean isCumulative() {
    if (!shape.isCumulative() || chunks.isEmpty()) {
      return false;
    }
    for (int i = 1; i < chunks.size(); i++) {
      if (!chunks.get(i).startsWith(chunks.get(i - 1))) {
        return false;
      }
    }
    return true;
  }
}
