// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import llmbench.dataset.Prompt;
import llmbench.gatling.PhaseLoad;
import llmbench.plan.Case;
import llmbench.plan.PhaseSpec;
import llmbench.random.NumpyLegacyRandom;
import llmbench.recording.Phase;
import llmbench.traffic.Arrivals;

/**
 * What is sent before and after a case's load: prompts of the same data set that are none of the
 * case's own, so that they do not warm a prefix cache for what is measured. If the set gives the
 * case the same prompts when more are asked of it, those beyond are taken; else they are drawn with
 * another seed, without those that the case has too.
 */
final class PhasePrompts {
  /** Far from the seeds of runs, which follow each other. */
  private static final long OTHER_SEED = 0x5eed_0000L;

  private static final long SEEDS = 1L << 32;

  /** Makes prompts of the case's lengths. */
  interface Maker {
    /** So many of that seed, or fewer; what it throws means that there are none. */
    List<Prompt> made(int count, long seed);
  }

  private final Maker maker;
  private final long caseSeed;

  /**
   * Of a case.
   *
   * @param caseSeed from which its own prompts were made
   */
  PhasePrompts(Maker maker, long caseSeed) {
    this.maker = maker;
    this.caseSeed = caseSeed;
  }

  /**
   * The load of a phase.
   *
   * @param own the case's prompts
   * @param before how many of the prompts beyond the case's another phase has
   * @throws RuntimeException if it cannot be had; the message is for the user
   */
  PhaseLoad load(Case benchCase, Phase phase, PhaseSpec spec, List<Prompt> own, int before) {
    long seed = (caseSeed + OTHER_SEED + before) % SEEDS;
    Integer asked = spec.numPrompts();
    Arrivals arrivals = Arrivals.of();
    int count = asked == null ? own.size() : asked;
    if (spec.open()) {
      arrivals = arrivals(benchCase, spec, count, seed);
      count = Math.max(1, arrivals.size());
    }
    String which = "The prompts of the " + phase.key() + " phase are ";
    List<Prompt> beyond = beyond(own, before, count);
    if (!beyond.isEmpty()) {
      return new PhaseLoad(spec, beyond, arrivals, which + "those after the case's own.");
    }
    List<Prompt> others = others(own, count, seed);
    return others.isEmpty()
        ? new PhaseLoad(
            spec,
            own,
            arrivals,
            which + "the case's own, since the data set has no others: caches may be warm.")
        : new PhaseLoad(spec, others, arrivals, which + "drawn with another seed.");
  }

  private static Arrivals arrivals(Case benchCase, PhaseSpec spec, int count, long seed) {
    Case of = benchCase.withLoad(spec.concurrency(), spec.requestRate(), count);
    List<Prompt> counted = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      counted.add(new Prompt("", 1, 1));
    }
    return LoadMaker.of(spec.load(), of, false, counted, new NumpyLegacyRandom(seed)).arrivals();
  }

  private List<Prompt> beyond(List<Prompt> own, int before, int count) {
    List<Prompt> more = made(own.size() + before + count, caseSeed);
    if (more.size() <= own.size() + before) {
      return List.of();
    }
    for (int i = 0; i < own.size(); i++) {
      if (!same(own.get(i), more.get(i))) {
        return List.of();
      }
    }
    return List.copyOf(without(own, more.subList(own.size() + before, more.size())));
  }

  private List<Prompt> others(List<Prompt> own, int count, long seed) {
    return without(own, made(count, seed));
  }

  /** None where the set cannot give so many. */
  private List<Prompt> made(int count, long seed) {
    try {
      return maker.made(count, seed);
    } catch (RuntimeException e) {
      return List.of();
    }
  }

  private static boolean same(Prompt one, Prompt other) {
    return one.text().equals(other.text()) && one.parts().equals(other.parts());
  }

  private static List<Prompt> without(List<Prompt> own, List<Prompt> prompts) {
    Set<Prompt> known = new HashSet<>(own);
    return prompts.stream().filter(prompt -> !known.contains(prompt)).toList();
  }
}
