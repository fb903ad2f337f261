// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.List;

/**
 * A checked request for an answer.
 *
 * @param chat whether it came by {@code /v1/chat/completions}
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
    long seed) {}
