// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Many comparisons of made runs, counted.
 *
 * @param runs what is compared
 * @param perSide runs of each side
 * @param figuresOnly whether only figures are known, as of plain results of vLLM's
 * @param requests whether run n of B has the requests of run n of A, and is compared with it
 */
record CompareTrial(MadeRuns runs, int perSide, boolean figuresOnly, Requests requests) {
  /** What the runs are asked. */
  enum Requests {
    /** Each run has requests of its own. */
    OWN,
    /** Pairs of runs have the same ones, and nothing is made of it. */
    SAME,
    /** Pairs of runs have the same ones, and are compared pair by pair. */
    PAIRED
  }

  CompareTrial(MadeRuns runs, int perSide, boolean figuresOnly) {
    this(runs, perSide, figuresOnly, Requests.OWN);
  }

  /**
   * What came of them.
   *
   * @param comparisons how many
   * @param alarms those with a figure better or worse
   * @param better those with a figure better
   * @param verdicts of each figure, by verdict
   */
  record Counts(
      int comparisons, int alarms, int better, Map<String, Map<Verdict, Integer>> verdicts) {
    double share(String key, Verdict verdict) {
      return (double) verdicts.getOrDefault(key, Map.of()).getOrDefault(verdict, 0) / comparisons;
    }
  }

  /**
   * Compares.
   *
   * @param slower by how much B's times are longer than A's: 1 for alike
   */
  Counts count(int comparisons, long firstSeed, double slower, double threshold) {
    Judgement judgement = new Judgement(new CompareOptions(threshold, Set.of(), false, false));
    int alarms = 0;
    int better = 0;
    Map<String, Map<Verdict, Integer>> verdicts = new LinkedHashMap<>();
    for (int i = 0; i < comparisons; i++) {
      long seed = firstSeed + 1000L * i;
      List<FigureChange> changes =
          judgement.of(
              side(seed, seed, 1), side(seed, seed + 500, slower), requests == Requests.PAIRED);
      boolean alarm = false;
      boolean anyBetter = false;
      for (FigureChange change : changes) {
        verdicts
            .computeIfAbsent(change.key(), key -> new HashMap<>())
            .merge(change.verdict(), 1, Integer::sum);
        anyBetter |= change.verdict() == Verdict.BETTER;
        alarm |= change.verdict() == Verdict.BETTER || change.verdict() == Verdict.WORSE;
      }
      alarms += alarm ? 1 : 0;
      better += anyBetter ? 1 : 0;
    }
    return new Counts(comparisons, alarms, better, verdicts);
  }

  private List<Map<String, Estimate>> side(long asked, long seed, double slower) {
    List<Map<String, Estimate>> side = new ArrayList<>();
    for (int run = 0; run < perSide; run++) {
      Map<String, Estimate> estimates =
          SampleEstimates.of(
              requests == Requests.OWN
                  ? runs.run(hashed(seed + run), slower)
                  : runs.run(hashed(asked + run), hashed(~seed - run), slower));
      side.add(figuresOnly ? bare(estimates) : estimates);
    }
    return side;
  }

  /** A seed that has nothing to do with those beside it. */
  private static long hashed(long seed) {
    return new SplittableRandom(seed).nextLong();
  }

  private static Map<String, Estimate> bare(Map<String, Estimate> estimates) {
    Map<String, Estimate> bare = new LinkedHashMap<>();
    estimates.forEach(
        (key, estimate) ->
            bare.put(
                key,
                estimate instanceof Estimate.Share
                    ? estimate
                    : new Estimate.Bare(estimate.value())));
    return bare;
  }
}
