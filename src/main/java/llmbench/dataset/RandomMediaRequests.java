// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
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
    Waiting waiting = new Waiting(sampling.progress());
    texts.make(
        sampling.count(),
        RandomRequests.lengths(
            sampling, options.inputRangeRatio(), options.outputRangeRatio(), options.prefixLen()),
        done -> {},
        text -> {
          List<SyntheticMedia.Drawn> drawn = new ArrayList<>();
          counts.next(shape -> drawn.add(media.draw(shape)));
          waiting.add(text, drawn);
        });
    String warning = TargetLength.warning(texts.mismatch());
    if (warning != null) {
      sampling.warn().accept(warning);
    }
    return waiting.all();
  }

  /** Draws come one after the other; what is drawn is encoded on all cores, some at a time. */
  private final class Waiting {
    private static final long MOST_BYTES = 32 << 20;

    private final PromptStore prompts = new PromptStore();
    private final List<Supplier<Prompt>> drawn = new ArrayList<>();
    private final IntConsumer progress;
    private long bytes;

    Waiting(IntConsumer progress) {
      this.progress = progress;
    }

    void add(Prompt text, List<SyntheticMedia.Drawn> media) {
      drawn.add(() -> prompt(text, media));
      bytes += media.stream().mapToLong(SyntheticMedia.Drawn::bytes).sum();
      if (bytes >= MOST_BYTES) {
        encode();
      }
    }

    private Prompt prompt(Prompt text, List<SyntheticMedia.Drawn> media) {
      List<Map<String, Object>> parts = media.stream().map(each -> each.part().get()).toList();
      return new Prompt(
          text.text(),
          text.promptLen(),
          text.outputLen(),
          ContentPart.parts(text.text(), parts, rules.enableMultimodalChat()));
    }

    private void encode() {
      drawn.parallelStream().map(Supplier::get).toList().forEach(prompts::add);
      drawn.clear();
      bytes = 0;
      progress.accept(prompts.size());
    }

    PromptStore all() {
      encode();
      return prompts;
    }
  }
}
