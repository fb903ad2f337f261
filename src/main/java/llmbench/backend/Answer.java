// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import org.jspecify.annotations.Nullable;

/**
 * What a whole answer said.
 *
 * @param text all output, in order: reasoning, content, tool calls as they came
 * @param promptTokens of usage; -1 if not given
 * @param completionTokens of usage; -1 if not given (null and 0 included, as vLLM)
 * @param cachedPromptTokens of usage; -1 if not given
 * @param reasoningTokens of usage; -1 if not given
 * @param runningTokens completion tokens up to and with each frame with choices, of the usage that
 *     such frames carry under {@code continuous_usage_stats}; empty if one of them carries none
 * @param finishReason the last one given; null if none
 * @param error message of an error object; null if there was none
 * @param malformed what is wrong with the first frame that is no JSON of the API's form; null if
 *     all are
 */
public record Answer(
    String text,
    int promptTokens,
    int completionTokens,
    int cachedPromptTokens,
    int reasoningTokens,
    int[] runningTokens,
    @Nullable String finishReason,
    @Nullable String error,
    @Nullable String malformed) {
  /** Of a body that is no event stream. */
  public static final Answer NONE = new Answer("", -1, -1, -1, -1, new int[0], null, null, null);
}
