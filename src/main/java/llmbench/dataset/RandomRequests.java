// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.List;
import llmbench.plan.DatasetOptions;

/** {@code random} for a case. */
final class RandomRequests implements Dataset {
  private static final int DEFAULT_INPUT_LEN = 1024;
  private static final int DEFAULT_OUTPUT_LEN = 128;

  private final DatasetOptions.Random options;

  RandomRequests(DatasetOptions.Random options) {
    this.options = options;
  }

  @Override
  public List<Prompt> prompts(Sampling sampling) {
    RandomDataset dataset = new RandomDataset(sampling.tokenizer(), sampling.seed());
    List<Prompt> prompts =
        dataset.prompts(
            sampling.count(),
            lengths(
                sampling,
                options.inputRangeRatio(),
                options.outputRangeRatio(),
                options.prefixLen()),
            sampling.progress());
    String warning = TargetLength.warning(dataset.mismatch());
    if (warning != null) {
      sampling.warn().accept(warning);
    }
    return options.batchSize() == 1 ? prompts : batches(prompts);
  }

  /** A case's lengths, or vLLM's. */
  static RandomDataset.Lengths lengths(
      Sampling sampling, double inputRatio, double outputRatio, int prefixLen) {
    Integer input = sampling.inputLen();
    Integer output = sampling.outputLen();
    return new RandomDataset.Lengths(
        input == null ? DEFAULT_INPUT_LEN : input,
        output == null ? DEFAULT_OUTPUT_LEN : output,
        inputRatio,
        outputRatio,
        prefixLen);
  }

  /** Several prompts in each request, of which none is answered by a text. */
  private List<Prompt> batches(List<Prompt> prompts) {
    PromptStore batches = new PromptStore();
    for (int from = 0; from < prompts.size(); from += options.batchSize()) {
      List<Prompt> batch =
          prompts.subList(from, Math.min(from + options.batchSize(), prompts.size()));
      batches.add(
          new Prompt(
              "",
              batch.stream().mapToInt(Prompt::promptLen).sum(),
              0,
              PromptParts.NONE.withTexts(batch.stream().map(Prompt::text).toList())));
    }
    return batches;
  }
}
