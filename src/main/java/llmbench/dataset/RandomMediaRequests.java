// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.random.NumpyGenerator;

/**
 * {@code random-mm}: random texts, each with random media ({@code RandomMultiModalDataset}). One
 * generator gives all lengths, then for each request its text's filling, how many media it has, and
 * each of them with its values.
 */
final class RandomMediaRequests implements Dataset {
  private final DatasetOptions.RandomMm options;
  private final DatasetSpec.Rules rules;

  RandomMediaRequests(DatasetOptions.RandomMm options, DatasetSpec.Rules rules) {
    this.options = options;
    this.rules = rules;
  }

  @Override
  public List<Prompt> prompts(Sampling sampling) {
    NumpyGenerator random = new NumpyGenerator(sampling.seed());
    MediaCounts counts = new MediaCounts(random, options);
    SyntheticMedia media = new SyntheticMedia(random);
    RandomDataset texts =
        new RandomDataset(sampling.tokenizer(), random, sampling.tokenizer().markedSpecialIds());
    PromptStore prompts = new PromptStore();
    texts.make(
        sampling.count(),
        RandomRequests.lengths(
            sampling, options.inputRangeRatio(), options.outputRangeRatio(), options.prefixLen()),
        done -> {},
        text -> {
          List<Map<String, Object>> parts = new ArrayList<>();
          counts.next(shape -> parts.add(media.part(shape)));
          prompts.add(
              new Prompt(
                  text.text(),
                  text.promptLen(),
                  text.outputLen(),
                  ContentPart.parts(text.text(), parts, rules.enableMultimodalChat())));
          sampling.progress().accept(prompts.size());
        });
    String warning = TargetLength.warning(texts.mismatch());
    if (warning != null) {
      sampling.warn().accept(warning);
    }
    return prompts;
  }
}
