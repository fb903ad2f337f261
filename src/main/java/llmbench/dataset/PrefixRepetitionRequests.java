// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.random.NumpyLegacyRandom;

/**
 * {@code prefix_repetition}: random prefixes, each with as many random suffixes ({@code
 * PrefixRepetitionRandomDataset}). Gives fewer prompts than asked where their number cannot be
 * divided by that of prefixes.
 */
final class PrefixRepetitionRequests implements Dataset {
  private static final int DEFAULT_OUTPUT_LEN = 128;

  private final DatasetOptions.PrefixRepetition options;
  private final DatasetSpec.Rules rules;

  PrefixRepetitionRequests(DatasetOptions.PrefixRepetition options, DatasetSpec.Rules rules) {
    this.options = options;
    this.rules = rules;
  }

  @Override
  public List<Prompt> prompts(Sampling sampling) {
    int each = sampling.count() / options.numPrefixes();
    if (each == 0) {
      throw new DatasetException(
          "prefix_repetition_num_prefixes: expected at most "
              + sampling.count()
              + " prefixes for as many prompts, found "
              + options.numPrefixes());
    }
    Integer asked = sampling.outputLen();
    int outputLen = asked == null ? DEFAULT_OUTPUT_LEN : asked;
    NumpyLegacyRandom random = sampling.numpy();
    int vocabSize = sampling.tokenizer().vocabSize();
    TargetLength lengths =
        new TargetLength(sampling.tokenizer(), count -> random.integers(vocabSize, count));
    List<Prompt> made = new ArrayList<>();
    long mismatch = 0;
    for (int i = 0; i < options.numPrefixes(); i++) {
      TargetLength.Fitted prefix =
          lengths.fit(random.integers(vocabSize, options.prefixLen()), options.prefixLen());
      mismatch += prefix.mismatch();
      for (int j = 0; j < each; j++) {
        TargetLength.Fitted suffix =
            lengths.fit(random.integers(vocabSize, options.suffixLen()), options.suffixLen());
        mismatch += suffix.mismatch();
        long[] ids = joined(prefix.ids(), suffix.ids());
        made.add(new Prompt(sampling.tokenizer().decode(ids), ids.length, outputLen));
        sampling.progress().accept(made.size());
      }
    }
    String warning = TargetLength.warning(mismatch);
    if (warning != null) {
      sampling.warn().accept(warning);
    }
    PromptStore prompts = new PromptStore();
    for (int index : Rows.order(made.size(), rules, sampling.seed())) {
      prompts.add(made.get(index));
    }
    return prompts;
  }

  private static long[] joined(long[] prefix, long[] suffix) {
    long[] ids = Arrays.copyOf(prefix, prefix.length + suffix.length);
    System.arraycopy(suffix, 0, ids, prefix.length, suffix.length);
    return ids;
  }
}
