// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Where one goal's limit lies, from all probes: the posterior of a logistic curve of two
 * parameters, the limit θ and the slope β, on a grid. At load x the share that misses is
 *
 * <pre>logit share(x) = logit allowed + β (ln x − ln θ)</pre>
 *
 * so that it is the allowed one at θ. This is the threshold estimation of psychophysics (Kontsevich
 * and Tyler, Bayesian Adaptive Estimation of Psychometric Slope and Threshold, Vision Research 39,
 * 1999); in the theory of sequential designs the logit-MLE rule (Wu, Efficient Sequential Designs
 * with Binary Data, JASA 80, 1985). The prior is flat in ln θ and in ln β.
 *
 * <p>The curve is only taken for true near the limit: probes count by a tricube kernel about it
 * (Loader, Local Regression and Likelihood, 1999, section 2). The rest of a far probe's weight says
 * no more than on which side of it the limit lies. Counts are divided by their {@link Dispersion}.
 */
final class LimitFit {
  /** Where the kernel ends: a load half as high again. */
  private static final double WIDTH = Math.log(1.5);

  private static final double LEAST_SLOPE = 1;
  private static final double MOST_SLOPE = 300;
  private static final double[] SLOPES = new double[28];

  static {
    Arrays.setAll(
        SLOPES, i -> LEAST_SLOPE * Math.pow(MOST_SLOPE / LEAST_SLOPE, i / (SLOPES.length - 1.0)));
  }

  /** How sure one probe can make us, however many requests it has. */
  private static final double DOUBT = 0.001;

  /** The chance that a queue is said to grow that does not, or the other way round. */
  private static final double GROWTH_DOUBT = 0.01;

  private static final int ROUNDS = 3;

  /** With less in the kernel all probes count fully: better a rough curve than none. */
  private static final double LEAST_WEIGHT = 2;

  private final List<Told> told;
  private final List<GoalEvidence> evidence = new ArrayList<>();
  private final double allowed;
  private double within;

  /**
   * A fit.
   *
   * @param told probes that count, at least one
   * @param goal which of the goals
   */
  LimitFit(List<Told> told, int goal) {
    this.told = told;
    for (Told each : told) {
      evidence.add(each.outcome().goals().get(goal));
    }
    this.allowed = logit(evidence.get(0).goal().allowedShare());
    this.within = Dispersion.within(evidence);
  }

  /**
   * The posterior of the limit.
   *
   * @param logLoads candidates, natural logarithms, ascending
   * @return the probability of each
   */
  double[] posterior(double[] logLoads) {
    double[] weights = new double[told.size()];
    Arrays.fill(weights, 1);
    within = Dispersion.within(evidence);
    double[][] joint = joint(logLoads, weights, within);
    for (int round = 0; round < ROUNDS; round++) {
      double centre = logLoads[LimitPosterior.quantileIndex(marginal(joint), 0.5)];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = kernel((logLoad(i) - centre) / WIDTH);
      }
      if (Arrays.stream(weights).sum() < LEAST_WEIGHT) {
        return marginal(joint);
      }
      within = Dispersion.within(near(weights));
      joint = joint(logLoads, weights, within);
      int[] best = best(joint);
      double limit = logLoads[best[0]];
      double slope = SLOPES[best[1]];
      double between =
          Dispersion.between(evidence, weights, i -> share(allowed + slope * (logLoad(i) - limit)));
      joint = joint(logLoads, weights, Math.max(within, between));
    }
    return marginal(joint);
  }

  private static double[] marginal(double[][] joint) {
    return Arrays.stream(joint).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
  }

  private static int[] best(double[][] joint) {
    int[] best = {0, 0};
    for (int at = 0; at < joint.length; at++) {
      for (int j = 0; j < joint[at].length; j++) {
        if (joint[at][j] > joint[best[0]][best[1]]) {
          best = new int[] {at, j};
        }
      }
    }
    return best;
  }

  /** How likely it is, by its own values alone, that a probe's load is over the limit. */
  double over(int probe) {
    GoalEvidence own = evidence.get(probe);
    double missed = own.missed() / within;
    double met = (own.tried() - own.missed()) / within;
    double over =
        BetaDistribution.of(missed + 0.5, met + 0.5).survivalProbability(own.goal().allowedShare());
    return Math.max(DOUBT, Math.min(1 - DOUBT, over));
  }

  private List<GoalEvidence> near(double[] weights) {
    List<GoalEvidence> near = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0.1) {
        near.add(evidence.get(i));
      }
    }
    return near;
  }

  private double[][] joint(double[] logLoads, double[] weights, double dispersion) {
    double[][] joint = new double[logLoads.length][SLOPES.length];
    for (int i = 0; i < weights.length; i++) {
      double tried = weights[i] * evidence.get(i).tried() / dispersion;
      double missed = weights[i] * evidence.get(i).missed() / dispersion;
      double over = over(i);
      for (int at = 0; at < logLoads.length; at++) {
        boolean below = logLoads[at] < logLoad(i);
        double side = (1 - weights[i]) * Math.log(below ? over : 1 - over);
        if (told.get(i).outcome().queueGrew()) {
          side += Math.log(below ? 1 - GROWTH_DOUBT : GROWTH_DOUBT);
        }
        for (int j = 0; j < SLOPES.length; j++) {
          double value = side;
          if (tried > 0) {
            double logit = allowed + SLOPES[j] * (logLoad(i) - logLoads[at]);
            // k ln p + (n - k) ln(1 - p) with ln p = logit - ln(1 + e^logit).
            double logOne = logit > 30 ? logit : Math.log1p(Math.exp(logit));
            value += missed * logit - tried * logOne;
          }
          joint[at][j] += value;
        }
      }
    }
    return normalised(joint);
  }

  private static double[][] normalised(double[][] logs) {
    double most = Arrays.stream(logs).flatMapToDouble(Arrays::stream).max().orElse(0);
    double sum = 0;
    for (double[] row : logs) {
      for (int j = 0; j < row.length; j++) {
        row[j] = Math.exp(row[j] - most);
        sum += row[j];
      }
    }
    for (double[] row : logs) {
      for (int j = 0; j < row.length; j++) {
        row[j] /= sum;
      }
    }
    return logs;
  }

  private double logLoad(int probe) {
    return Math.log(told.get(probe).probe().value());
  }

  private static double kernel(double distance) {
    double inside = 1 - Math.pow(Math.min(1, Math.abs(distance)), 3);
    return inside * inside * inside;
  }

  private static double logit(double share) {
    return Math.log(share / (1 - share));
  }

  private static double share(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }
}
