// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the backend {@code template} is told of an API that nobody has built.
 *
 * @param body the request's JSON; texts in it may hold {@code ${prompt}}, {@code ${model}}, {@code
 *     ${max_tokens}}, {@code ${messages}}, {@code ${prompt_token_ids}} and {@code ${stream}}, one
 *     that is nothing else takes the value's own type
 * @param format how a streamed answer comes
 * @param text where output stands, each a path such as {@code choices.0.delta.content}; at least
 *     one
 * @param reasoning where reasoning stands; may be empty
 * @param finish where the reason of the end stands; null if a stream has none
 * @param error where an error stands; null for {@code error}
 * @param promptTokens where the server's count of the prompt stands; null if nowhere
 * @param completionTokens where its count of the answer stands; null if nowhere
 * @param cumulative whether each frame has all of the text so far
 */
public record TemplateSpec(
    Map<String, Object> body,
    Format format,
    List<String> text,
    List<String> reasoning,
    @Nullable String finish,
    @Nullable String error,
    @Nullable String promptTokens,
    @Nullable String completionTokens,
    boolean cumulative) {

  /** How a streamed answer comes. */
  public enum Format {
    /** As server-sent events. */
    SSE,
    /** As a JSON object a line. */
    NDJSON
  }
}
