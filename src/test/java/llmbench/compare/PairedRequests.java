// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import llmbench.statistics.Holm;
import llmbench.statistics.SettledBatches;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What {@code compare} does not do, to show why: one run a side with the same requests, compared
 * request by request. The logarithms of each request's two times are taken in the order of sending,
 * and the error of their mean comes from batches, so that likeness of neighbours is in it. What a
 * whole run has of its own is in every difference alike, and so in none of the error.
 *
 * @param runs what is compared
 */
record PairedRequests(MadeRuns runs) {
  private static final int BATCHES = 30;
  private static final double LEVEL = 0.05;

  private static final List<ToDoubleBiFunction<RunSamples, Integer>> METRICS =
      List.of(
          RunSamples::ttft,
          (run, i) -> (run.e2el(i) - run.ttft(i)) / (run.outputTokens(i) - 1),
          RunSamples::e2el);

  /**
   * Pairs of runs of which TTFT, TPOT or E2EL is surely changed, and by the threshold or more.
   *
   * @param slower by how much B's times are longer than A's: 1 for alike
   */
  int alarms(int comparisons, long firstSeed, double slower, double threshold) {
    int alarms = 0;
    for (int i = 0; i < comparisons; i++) {
      SplittableRandom seeds = new SplittableRandom(firstSeed + i);
      long asked = seeds.nextLong();
      RunSamples a = runs.run(asked, seeds.nextLong(), 1);
      RunSamples b = runs.run(asked, seeds.nextLong(), slower);
      alarms += changed(a, b, threshold) ? 1 : 0;
    }
    return alarms;
  }

  private static boolean changed(RunSamples a, RunSamples b, double threshold) {
    SettledBatches[] means =
        METRICS.stream().map(metric -> mean(a, b, metric)).toArray(SettledBatches[]::new);
    double[] levels = Holm.levels(means.length, LEVEL, (i, level) -> sure(means[i], level));
    for (int i = 0; i < means.length; i++) {
      if (sure(means[i], levels[i]) && Math.abs(Math.expm1(means[i].value())) >= threshold) {
        return true;
      }
    }
    return false;
  }

  private static SettledBatches mean(
      RunSamples a, RunSamples b, ToDoubleBiFunction<RunSamples, Integer> metric) {
    double[] sums = new double[BATCHES];
    double[] counts = new double[BATCHES];
    for (int i = 0; i < a.size(); i++) {
      int batch = (int) ((long) i * BATCHES / a.size());
      sums[batch] += Math.log(metric.applyAsDouble(b, i) / metric.applyAsDouble(a, i));
      counts[batch]++;
    }
    return SettledBatches.of(sums, counts);
  }

  private static boolean sure(SettledBatches mean, double level) {
    double half =
        mean.standardError()
            * TDistribution.of(mean.degreesOfFreedom()).inverseSurvivalProbability(level / 2);
    return Math.abs(mean.value()) > half;
  }
}
