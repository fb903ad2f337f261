// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.conversation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What conversations are made of: the values of a file with {@code "filetype":
 * "generate_conversations"}, as vLLM's {@code generate_multi_turn.json}:
 *
 * <pre>
 * {"filetype": "generate_conversations", "num_conversations": 24, "text_files": ["pg1184.txt"],
 *  "print_stats": false,
 *  "prompt_input": {
 *    "num_turns": {"distribution": "uniform", "min": 12, "max": 18},
 *    "common_prefix_num_tokens": {"distribution": "constant", "value": 500},
 *    "prefix_num_tokens": {"distribution": "lognormal", "average": 1000, "max": 5000},
 *    "num_tokens": {"distribution": "uniform", "min": 120, "max": 160}},
 *  "prompt_output": {"num_tokens": {"distribution": "poisson", "alpha": 100, "max": 120}}}
 * </pre>
 *
 * <p>Distributions: {@code constant} (value), {@code uniform} (min, max), {@code lognormal}
 * (average and perhaps median_ratio, else mean and sigma; perhaps max), {@code zipf} (alpha,
 * perhaps max), {@code poisson} (alpha, perhaps max).
 *
 * @param numConversations at least 1
 * @param textFiles files in UTF-8 whose text fills the questions, at least one; looked for in the
 *     working directory as vLLM does, then beside the describing file
 * @param printStats whether the conversations' lengths are to be printed
 * @param numTurns messages of a conversation; made even, at least 2
 * @param commonPrefixNumTokens tokens that all first questions begin with; drawn once
 * @param prefixNumTokens tokens that the first question of one conversation has beyond its length
 * @param inputNumTokens tokens of each question
 * @param outputNumTokens tokens of each answer
 */
public record GeneratorSpec(
    int numConversations,
    List<String> textFiles,
    boolean printStats,
    NumberDistribution numTurns,
    NumberDistribution commonPrefixNumTokens,
    NumberDistribution prefixNumTokens,
    NumberDistribution inputNumTokens,
    NumberDistribution outputNumTokens) {

  /** Copies the list. */
  public GeneratorSpec {
    textFiles = List.copyOf(textFiles);
  }

  /** vLLM's names of these values, in its order, as it prints them. */
  public Map<String, String> parameters() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("text_files", String.join(", ", textFiles));
    values.put("input_num_turns", numTurns.toString());
    values.put("input_common_prefix_num_tokens", commonPrefixNumTokens.toString());
    values.put("input_prefix_num_tokens", prefixNumTokens.toString());
    values.put("input_num_tokens", inputNumTokens.toString());
    values.put("output_num_tokens", outputNumTokens.toString());
    return values;
  }
}
