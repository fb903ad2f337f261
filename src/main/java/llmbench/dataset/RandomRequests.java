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
    Integer input = sampling.inputLen();
    Integer output = sampling.outputLen();
    RandomDataset dataset = new RandomDataset(sampling.tokenizer(), sampling.seed());
    List<Prompt> prompts =
        dataset.prompts(
            sampling.count(),
            new RandomDataset.Lengths(
                input == null ? DEFAULT_INPUT_LEN : input,
                output == null ? DEFAULT_OUTPUT_LEN : output,
                options.inputRangeRatio(),
                options.outputRangeRatio(),
                options.prefixLen()),
            sampling.progress());
    int mismatch = dataset.mismatch();
    if (mismatch != 0) {
      sampling
          .warn()
          .accept(
              "Across all generated prompts, there were "
                  + Math.abs(mismatch)
                  + (mismatch > 0 ? " more" : " fewer")
                  + " tokens than expected after decoding and re-encoding.");
    }
    return prompts;
  }
}
