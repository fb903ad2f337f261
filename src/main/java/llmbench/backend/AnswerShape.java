// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in an API's answers the things stand that are measured and counted: rules for the hot path,
 * and paths for the reading afterwards. Made by {@link #of} and the methods that follow it, each of
 * which changes it; done before a backend is used.
 */
final class AnswerShape {
  private final Framing framing;
  private final List<FrameScanner.Rule> rules = new ArrayList<>();
  private final List<JsonPath> texts = new ArrayList<>();
  private final List<JsonPath> said = new ArrayList<>();
  private final List<JsonPath> finishes = new ArrayList<>();
  private @Nullable JsonPath promptTokens;
  private @Nullable JsonPath completionTokens;
  private @Nullable JsonPath cachedTokens;
  private @Nullable JsonPath reasoningTokens;
  private String promptField = "";
  private String completionField = "";
  private boolean marked = true;
  private boolean cumulative;

  private AnswerShape(Framing framing) {
    this.framing = framing;
  }

  static AnswerShape of(Framing framing) {
    return new AnswerShape(framing);
  }

  /** Output, each such text of a frame in this order; a frame where it stands is a chunk. */
  AnswerShape text(String path) {
    texts.add(JsonPath.of(path));
    said.add(JsonPath.of(path));
    return rule(FrameScanner.Rule.of(path, FrameScanner.Test.TEXT, Frame.CHOICES | Frame.OUTPUT));
  }

  /** Output that is reasoning. */
  AnswerShape reasoning(String path) {
    texts.add(JsonPath.of(path));
    return rule(
        FrameScanner.Rule.of(
            path, FrameScanner.Test.TEXT, Frame.CHOICES | Frame.OUTPUT | Frame.REASONING));
  }

  /** Why it ended: a text, which is the mark of the end as well. */
  AnswerShape finish(String path) {
    finishes.add(JsonPath.of(path));
    return rule(FrameScanner.Rule.of(path, FrameScanner.Test.TEXT, Frame.FINISH));
  }

  /** Why it ended, where that is no mark of the end. */
  AnswerShape reason(String path) {
    finishes.add(JsonPath.of(path));
    return this;
  }

  /** An error, where it is not null. */
  AnswerShape error(String path) {
    return rule(FrameScanner.Rule.of(path, FrameScanner.Test.NOT_NULL, Frame.ERROR));
  }

  /** The counts of tokens; null for those that the API does not give. */
  AnswerShape usage(@Nullable String prompt, @Nullable String completion) {
    if (prompt != null) {
      promptTokens = JsonPath.of(prompt);
      promptField = last(promptTokens);
      rule(FrameScanner.Rule.of(prompt, FrameScanner.Test.NOT_NULL, Frame.USAGE));
    }
    if (completion != null) {
      completionTokens = JsonPath.of(completion);
      completionField = last(completionTokens);
      rule(FrameScanner.Rule.of(completion, FrameScanner.Test.NOT_NULL, Frame.USAGE));
    }
    return this;
  }

  private static String last(JsonPath path) {
    return path.steps().get(path.steps().size() - 1);
  }

  /** Of the prompt's tokens those that were cached, of the answer's those that were reasoning. */
  AnswerShape details(@Nullable String cached, @Nullable String reasoning) {
    cachedTokens = cached == null ? null : JsonPath.of(cached);
    reasoningTokens = reasoning == null ? null : JsonPath.of(reasoning);
    return this;
  }

  /** Any further rule. */
  AnswerShape rule(FrameScanner.Rule rule) {
    rules.add(rule);
    return this;
  }

  /** Its streams end without a mark, so that one cut between frames cannot be told. */
  AnswerShape unmarked() {
    marked = false;
    return this;
  }

  /** Each frame's text is all of the text so far. */
  AnswerShape cumulative() {
    cumulative = true;
    return this;
  }

  Framing framing() {
    return framing;
  }

  FrameScanner scanner() {
    return new FrameScanner(rules);
  }

  List<JsonPath> texts() {
    return texts;
  }

  /** Those of the texts that are no reasoning. */
  List<JsonPath> said() {
    return said;
  }

  List<JsonPath> finishes() {
    return finishes;
  }

  @Nullable JsonPath promptTokens() {
    return promptTokens;
  }

  @Nullable JsonPath completionTokens() {
    return completionTokens;
  }

  @Nullable JsonPath cachedTokens() {
    return cachedTokens;
  }

  @Nullable JsonPath reasoningTokens() {
    return reasoningTokens;
  }

  UsageFields usageFields() {
    return new UsageFields(promptField, completionField);
  }

  boolean marked() {
    return marked;
  }

  boolean isCumulative() {
    return cumulative;
  }
}
