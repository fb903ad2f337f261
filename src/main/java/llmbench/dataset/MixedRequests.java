// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.StringJoiner;
import llmbench.plan.DatasetOptions;
import llmbench.plan.MixPart;
import llmbench.random.NumpyLegacyRandom;
import llmbench.tokenizer.Tokenizer;

/**
 * {@code dataset_mix}: each set gives its share of the requests, as near as whole numbers come to
 * it, and those of all sets are shuffled by the seed. Those of one set keep their order.
 */
final class MixedRequests implements Dataset {
  private final DatasetOptions.Mix mix;
  private final List<MixPart> parts;
  private final List<Dataset> sets;

  MixedRequests(DatasetOptions.Mix mix) {
    this.mix = mix;
    this.parts = mix.parts();
    this.sets = parts.stream().map(part -> Datasets.of(part.spec())).toList();
  }

  @Override
  public void load() {
    sets.forEach(Dataset::load);
  }

  /** The set's name, with its place where the mix has several of it. */
  private String source(int part) {
    String name = parts.get(part).spec().name();
    long same = parts.stream().filter(each -> each.spec().name().equals(name)).count();
    return same == 1 ? name : name + " " + (part + 1);
  }

  @Override
  public void check(Tokenizer tokenizer) {
    sets.forEach(set -> set.check(tokenizer));
  }

  @Override
  public List<Prompt> prompts(Sampling sampling) {
    int[] counts = mix.counts(sampling.count());
    List<Iterator<Prompt>> made = new ArrayList<>();
    StringJoiner said = new StringJoiner(", ", "dataset_mix: ", "");
    int done = 0;
    for (int i = 0; i < counts.length; i++) {
      List<Prompt> own = counts[i] == 0 ? List.of() : prompts(i, counts[i], done, sampling);
      made.add(own.iterator());
      done += own.size();
      said.add(own.size() + " of " + parts.get(i).spec().name());
    }
    sampling.warn().accept(said.toString());
    PromptStore prompts = new PromptStore();
    for (int from : order(counts, sampling)) {
      if (made.get(from).hasNext()) {
        Prompt prompt = made.get(from).next();
        prompts.add(
            new Prompt(
                prompt.text(),
                prompt.promptLen(),
                prompt.outputLen(),
                prompt.parts().withSource(source(from))));
      }
    }
    return prompts;
  }

  private List<Prompt> prompts(int set, int count, int before, Sampling sampling) {
    MixPart part = parts.get(set);
    return sets.get(set)
        .prompts(
            new Sampling(
                count,
                part.inputLen(),
                part.outputLen(),
                sampling.seed(),
                sampling.tokenizer(),
                done -> sampling.progress().accept(before + done),
                sampling.warn()));
  }

  /** Which set each request is of. */
  private static int[] order(int[] counts, Sampling sampling) {
    int[] sets = new int[sampling.count()];
    int at = 0;
    for (int set = 0; set < counts.length; set++) {
      for (int i = 0; i < counts[set]; i++) {
        sets[at++] = set;
      }
    }
    int[] places = new NumpyLegacyRandom(sampling.seed()).permutation(sets.length);
    int[] order = new int[sets.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = sets[places[i]];
    }
    return order;
  }
}
