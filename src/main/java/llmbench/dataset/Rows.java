// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.stream.IntStream;
import llmbench.dataset.Dataset.Sampling;
import llmbench.plan.DatasetSpec;
import llmbench.random.PythonRandom;
import org.jspecify.annotations.Nullable;

/**
 * How rows are taken from a file, alike for all sets that have one: vLLM's {@code BenchmarkDataset}
 * and {@code is_valid_sequence} ({@code vllm/benchmarks/datasets/datasets.py}).
 */
public final class Rows {
  private static final int LEAST_LEN = 4;
  private static final int MOST_PROMPT_LEN = 1024;
  private static final int MOST_TOTAL_LEN = 2048;

  private Rows() {}

  /** The rows' numbers in the order in which they are taken. */
  public static int[] order(int size, DatasetSpec.Rules rules, long seed) {
    return rules.disableShuffle()
        ? IntStream.range(0, size).toArray()
        : new PythonRandom(seed).shuffled(size);
  }

  /**
   * Adds copies of prompts, drawn by the seed, until there are as many as asked; with {@code
   * no_oversample} none.
   *
   * @param none what to throw where there is no prompt to copy
   */
  public static void oversample(
      PromptStore prompts, int count, boolean noOversample, long seed, DatasetException none) {
    int have = prompts.size();
    if (have == 0) {
      throw none;
    }
    if (noOversample || have >= count) {
      return;
    }
    PythonRandom random = new PythonRandom(seed);
    for (int i = have; i < count; i++) {
      prompts.addCopy(random.below(have));
    }
  }

  /** The length asked for, else {@code output_tokens} of the row. */
  static int outputLen(JsonPlace row, Sampling sampling) {
    Integer asked = sampling.outputLen();
    return asked == null ? row.at("output_tokens").wholeNumber(1) : asked;
  }

  /** A text's tokens, those among them that the tokenizer puts around it. */
  public static int length(String text, Sampling sampling) {
    return sampling.tokenizer().count(text) + sampling.tokenizer().specialTokensToAdd();
  }

  /**
   * Whether prompt and answer are neither too short nor too long.
   *
   * @param asked the answer's length where the user asked for one; it may then be short
   */
  public static boolean valid(int promptLen, int outputLen, @Nullable Integer asked) {
    return promptLen >= LEAST_LEN
        && (asked != null || outputLen >= LEAST_LEN)
        && promptLen <= MOST_PROMPT_LEN
        && promptLen + outputLen <= MOST_TOTAL_LEN;
  }
}
