// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one data set is told beside what all are. A record for each kind. Lengths of answers are the
 * case's ({@link Case#outputLen}).
 */
public sealed interface DatasetOptions {

  /**
   * {@code random}.
   *
   * @param inputRangeRatio vLLM's {@code --random-range-ratio} for the input, in [0, 1)
   * @param outputRangeRatio the same for the output, in [0, 1)
   * @param prefixLen vLLM's {@code --random-prefix-len}: tokens of the prefix that all prompts
   *     share, 0 or more
   * @param batchSize vLLM's {@code --random-batch-size}: texts of one request, 1 or more
   */
  record Random(double inputRangeRatio, double outputRangeRatio, int prefixLen, int batchSize)
      implements DatasetOptions {}

  /**
   * {@code random-rerank}.
   *
   * @param inputLen vLLM's {@code --random-input-len}: tokens of a query and a document together
   *     for a reranker, of each of them otherwise; at least 1
   * @param inputRangeRatio in [0, 1)
   * @param batchSize documents of one request, 1 or more
   * @param reranker false for vLLM's {@code --no-reranker}: the query is a text of the batch
   */
  record RandomRerank(int inputLen, double inputRangeRatio, int batchSize, boolean reranker)
      implements DatasetOptions {}

  /**
   * {@code prefix_repetition}.
   *
   * @param prefixLen tokens of each prefix, at least 1
   * @param suffixLen tokens after it, at least 1
   * @param numPrefixes how many prefixes there are, at least 1
   */
  record PrefixRepetition(int prefixLen, int suffixLen, int numPrefixes)
      implements DatasetOptions {}

  /** {@code sharegpt}. */
  record ShareGpt() implements DatasetOptions {}

  /** {@code custom}. */
  record Custom() implements DatasetOptions {}

  /** {@code requests}: those that a run saved. */
  record Requests() implements DatasetOptions {}

  /** {@code burstgpt}. */
  record BurstGpt() implements DatasetOptions {}

  /**
   * {@code spec_bench}.
   *
   * @param category vLLM's {@code --spec-bench-category}; null for all
   */
  record SpecBench(@Nullable String category) implements DatasetOptions {}

  /**
   * {@code speed_bench}.
   *
   * @param subset vLLM's {@code --speed-bench-dataset-subset}: the file's name without its ending
   * @param category vLLM's {@code --speed-bench-category}; null for all
   */
  record SpeedBench(String subset, @Nullable String category) implements DatasetOptions {}

  /**
   * {@code timed_trace}.
   *
   * @param chunkSize vLLM's {@code --timed-trace-chunk-hash-size}: tokens that a hash stands for
   * @param secondsPerUnit vLLM's {@code --timed-trace-sec-multiplier}, 0 or more
   * @param timestampField name of the field of the arrival
   * @param inputField name of the field of the prompt's length
   * @param outputField name of the field of the answer's length
   * @param hashesField name of the field of the hashes
   */
  record TimedTrace(
      int chunkSize,
      double secondsPerUnit,
      String timestampField,
      String inputField,
      String outputField,
      String hashesField)
      implements DatasetOptions {}

  /**
   * {@code hf}: a set of the Hugging Face Hub, or of a folder in its layout.
   *
   * @param subset vLLM's {@code --hf-subset}; null for the set's own
   * @param split vLLM's {@code --hf-split}; null for the set's own
   * @param name vLLM's {@code --hf-name}: which of the Hub's sets the folder holds; null for what
   *     the path says
   * @param noStream vLLM's {@code --no-stream}: all rows are mixed, not a thousand at a time
   * @param columns what to take from a set that vLLM does not know; null for one that it knows
   * @param blazedit which rows of a Blazedit set are taken
   * @param speech which rows of a set of speech are taken
   * @param categories vLLM's {@code --bfcl-categories}
   * @param tokenizer the tokenizer's name, on which the prompts of sets of speech depend; null if
   *     it is not known
   */
  record Hub(
      @Nullable String subset,
      @Nullable String split,
      @Nullable String name,
      boolean noStream,
      @Nullable HubColumns columns,
      Range blazedit,
      Range speech,
      List<String> categories,
      @Nullable String tokenizer)
      implements DatasetOptions {}

  /**
   * Numbers from one to another, both among them.
   *
   * @param least the lowest
   * @param most the highest
   */
  record Range(double least, double most) {
    /** Whether a number is one of them. */
    public boolean has(double number) {
      return number >= least && number <= most;
    }
  }

  /**
   * Columns of a set that vLLM does not know, each a path of names and numbers such as {@code
   * conversations.0.value}.
   *
   * @param prompt the text that is asked; null where {@code messages} hold it
   * @param completion a text whose length is the answer's; null for none
   * @param system a text that precedes the prompt; null for none
   * @param image an image; null for none
   * @param messages a chat, as it is sent; null for none
   */
  record HubColumns(
      @Nullable String prompt,
      @Nullable String completion,
      @Nullable String system,
      @Nullable String image,
      @Nullable String messages) {}
}
