// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import org.jspecify.annotations.Nullable;

/**
 * Which prompts are made.
 *
 * @param name vLLM's {@code --dataset-name}
 * @param inputRangeRatio vLLM's {@code --random-range-ratio} for the input, in [0, 1)
 * @param outputRangeRatio the same for the output, in [0, 1)
 * @param prefixLen vLLM's {@code --random-prefix-len}: tokens of the prefix that all prompts share,
 *     0 or more
 * @param tokenizer a folder, a {@code tokenizer.json}, a hub id or {@link #SERVER_TOKENIZER}; null
 *     for the model's
 */
public record DatasetSpec(
    String name,
    double inputRangeRatio,
    double outputRangeRatio,
    int prefixLen,
    @Nullable String tokenizer) {

  /** The tokenizer that asks for the server's {@code /tokenize} and {@code /detokenize}. */
  public static final String SERVER_TOKENIZER = "server";
}
