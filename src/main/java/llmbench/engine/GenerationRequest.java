// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.List;

/**
 * A checked request for an answer.
 *
 * @param chat whether it is a chat
 * @param promptTokens the prompt, with the chat's marks where it is one; at least one token
 * @param maxTokens tokens of the answer at most, at least 1; with the prompt never more than the
 *     model's length
 * @param minTokens the answer does not end by itself before; 0 or more
 * @param includeUsage {@code stream_options.include_usage}
 * @param continuousUsage {@code stream_options.continuous_usage_stats}
 * @param stop stop strings; empty for none
 * @param includeStop {@code include_stop_str_in_output}
 * @param logprobs alternatives per token asked for; -1 for no logprobs
 * @param seed the request's own seed, 0 if none
 * @param sequences inputs that it has: texts to embed, documents to rank; 1 for a prompt
 */
record GenerationRequest(
    boolean chat,
    int[] promptTokens,
    int maxTokens,
    int minTokens,
    boolean ignoreEos,
    boolean stream,
    boolean includeUsage,
    boolean continuousUsage,
    List<String> stop,
    boolean includeStop,
    int logprobs,
    boolean returnTokenIds,
    long seed,
    int sequences) {

  /** A request of an API that asks for no more than this. */
  static GenerationRequest simple(
      boolean chat, int[] promptTokens, int maxTokens, boolean ignoreEos, boolean stream) {
    return new GenerationRequest(
        chat,
        promptTokens,
        maxTokens,
        0,
        ignoreEos,
        stream,
        true,
        false,
        List.of(),
        false,
        -1,
        false,
        0,
        1);
  }

  /** A request for which nothing is generated: its one token stands for its end. */
  static GenerationRequest ofInputs(int[] promptTokens, int sequences) {
    return new GenerationRequest(
        false,
        promptTokens,
        1,
        0,
        true,
        false,
        true,
        false,
        List.of(),
        false,
        -1,
        false,
        0,
        sequences);
  }
}
