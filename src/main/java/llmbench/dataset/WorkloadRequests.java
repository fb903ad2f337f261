// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import llmbench.plan.DatasetOptions;
import llmbench.plan.Workload;
import llmbench.random.NumpyLegacyRandom;
import llmbench.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * {@code workloads}: each class gives requests of its own set, made from a seed of its own ({@link
 * Workload#seed}). With shares there are as many of each as whole numbers come to them, shuffled by
 * the case's seed; where it is known beforehand whose each request is, they lie so, and a class
 * whose prompts are used up begins again.
 */
final class WorkloadRequests implements Dataset {
  private final DatasetOptions.Workloads options;
  private final List<Workload> classes;
  private final List<Dataset> sets;

  WorkloadRequests(DatasetOptions.Workloads options) {
    this.options = options;
    this.classes = options.classes();
    this.sets = classes.stream().map(each -> Datasets.of(each.prompts().spec())).toList();
  }

  @Override
  public void load() {
    sets.forEach(Dataset::load);
  }

  @Override
  public void check(Tokenizer tokenizer) {
    sets.forEach(set -> set.check(tokenizer));
  }

  @Override
  public List<Prompt> prompts(Sampling sampling) {
    int @Nullable [] known = sampling.order();
    int[] shares = options.counts(sampling.count());
    int[] requests = known == null ? shares : requests(known);
    // All of them, unless there are more requests than there are to be prompts.
    int[] counts =
        known == null || known.length <= sampling.count() ? requests : bound(shares, requests);
    List<List<Prompt>> made = new ArrayList<>();
    StringJoiner said = new StringJoiner(", ", "workloads: ", "");
    int done = 0;
    for (int i = 0; i < counts.length; i++) {
      List<Prompt> own = counts[i] == 0 ? List.of() : made(i, counts[i], done, sampling);
      made.add(own);
      done += own.size();
      boolean again = known != null && own.size() < requests[i];
      said.add(
          own.size()
              + " of "
              + classes.get(i).name()
              + (again ? " for " + requests[i] + " requests" : ""));
    }
    sampling.warn().accept(said.toString());
    return known == null
        ? inOrder(made, shuffled(counts, sampling.seed()), false)
        : inOrder(made, known, true);
  }

  private int[] requests(int[] order) {
    int[] requests = new int[classes.size()];
    for (int each : order) {
      requests[each]++;
    }
    return requests;
  }

  /** No more prompts than requests, and one at least where there is a request. */
  private static int[] bound(int[] shares, int[] requests) {
    int[] counts = new int[shares.length];
    Arrays.setAll(counts, i -> Math.min(requests[i], Math.max(1, shares[i])));
    return counts;
  }

  private List<Prompt> made(int index, int count, int before, Sampling sampling) {
    Workload own = classes.get(index);
    return sets.get(index)
        .prompts(
            new Sampling(
                count,
                own.prompts().inputLen(),
                own.prompts().outputLen(),
                own.seed(sampling.seed()),
                sampling.tokenizer(),
                done -> sampling.progress().accept(before + done),
                sampling.warn()));
  }

  /** Which class each request is of, as {@link MixedRequests} has it. */
  private static int[] shuffled(int[] counts, long seed) {
    int[] sorted = new int[Arrays.stream(counts).sum()];
    int at = 0;
    for (int i = 0; i < counts.length; i++) {
      Arrays.fill(sorted, at, at + counts[i], i);
      at += counts[i];
    }
    int[] places = new NumpyLegacyRandom(seed).permutation(sorted.length);
    return Arrays.stream(places).map(place -> sorted[place]).toArray();
  }

  /**
   * The classes' prompts in that order.
   *
   * @param again whether a class that has no more begins again; else it is passed over
   */
  private List<Prompt> inOrder(List<List<Prompt>> made, int[] order, boolean again) {
    PromptStore prompts = new PromptStore();
    int[] next = new int[made.size()];
    int[][] stored = new int[made.size()][];
    Arrays.setAll(stored, i -> new int[made.get(i).size()]);
    for (int of : order) {
      int index = next[of]++;
      int size = made.get(of).size();
      if (index < size) {
        stored[of][index] = prompts.size();
        prompts.add(termed(made.get(of).get(index), classes.get(of)));
      } else if (again) {
        prompts.addCopy(stored[of][index % size]);
      }
    }
    return prompts;
  }

  private static Prompt termed(Prompt prompt, Workload of) {
    PromptParts parts = prompt.parts();
    return new Prompt(
        prompt.text(),
        prompt.promptLen(),
        prompt.outputLen(),
        parts.withTerms(parts.terms().in(of.name(), of.slo())));
  }
}
