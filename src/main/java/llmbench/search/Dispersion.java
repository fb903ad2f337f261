// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many values are worth one independent value: requests that miss a goal come in bursts, so
 * that their number varies more than a binomial's. The variance over the binomial's (McCullagh and
 * Nelder, Generalized Linear Models, 2nd edition, 1989, sections 4.5 and 9.2; the design effect of
 * Kish, Survey Sampling, 1965), from the batches of all probes together.
 */
final class Dispersion {
  /** Where nothing missed there is nothing to tell it by. */
  private static final double UNKNOWN = 10;

  private static final double NORMAL_975 = 1.959963984540054;

  private Dispersion() {}

  /** From the batches within the probes; at least 1. */
  static double within(List<GoalEvidence> probes) {
    double squares = 0;
    double binomial = 0;
    for (GoalEvidence probe : probes) {
      double share = probe.share();
      int batches = probe.misses().length;
      if (share == 0 || share == 1 || batches < 2) {
        continue;
      }
      double own = 0;
      for (int i = 0; i < batches; i++) {
        double residual = probe.misses()[i] - share * probe.trials()[i];
        own += residual * residual;
      }
      squares += own * batches / (batches - 1);
      binomial += probe.tried() * share * (1 - share);
    }
    return binomial == 0 ? UNKNOWN : Math.max(1, squares / binomial);
  }

  /**
   * From the probes about a fitted curve, which also shows what is alike for longer than a batch;
   * with Student's factor for the number of probes it is taken from. 0 for fewer than 4.
   *
   * @param weights of the probes, in [0, 1]
   * @param curve the fitted share of a probe
   */
  static double between(
      List<GoalEvidence> probes, double[] weights, ToDoubleFunction<Integer> curve) {
    double chi = 0;
    double count = 0;
    for (int i = 0; i < weights.length; i++) {
      double share = curve.applyAsDouble(i);
      double variance = probes.get(i).tried() * share * (1 - share);
      if (variance > 0) {
        double residual = probes.get(i).missed() - share * probes.get(i).tried();
        chi += weights[i] * residual * residual / variance;
        count += weights[i];
      }
    }
    double freedom = count - 2;
    if (freedom < 2) {
      return 0;
    }
    double student = TDistribution.of(freedom).inverseSurvivalProbability(0.025) / NORMAL_975;
    return chi / freedom * student * student;
  }
}
