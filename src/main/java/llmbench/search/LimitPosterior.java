// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is known of the limit of all goals together, which is the least of theirs: the goals'
 * posteriors ({@link LimitFit}) are taken for independent.
 */
final class LimitPosterior {
  private static final int POINTS = 240;

  /** What is left out at each end of the first grid by the second, finer one. */
  private static final double OUTSIDE = 1e-5;

  private final double[] logLoads;
  private final double[] density;

  private LimitPosterior(double[] logLoads, double[] density) {
    this.logLoads = logLoads;
    this.density = density;
  }

  /**
   * Of all probes so far.
   *
   * @param told probes that count, at least one
   * @param from the least candidate, above 0
   * @param to the largest, above it
   */
  static LimitPosterior of(List<Told> told, double from, double to) {
    List<LimitFit> fits = new ArrayList<>();
    for (int goal = 0; goal < told.get(0).outcome().goals().size(); goal++) {
      fits.add(new LimitFit(told, goal));
    }
    LimitPosterior coarse = on(fits, grid(Math.log(from), Math.log(to)));
    double step = coarse.logLoads[1] - coarse.logLoads[0];
    double low = coarse.logLoads[quantileIndex(coarse.density, OUTSIDE)] - 2 * step;
    double high = coarse.logLoads[quantileIndex(coarse.density, 1 - OUTSIDE)] + 2 * step;
    return on(fits, grid(Math.max(low, Math.log(from)), Math.min(high, Math.log(to))));
  }

  private static LimitPosterior on(List<LimitFit> fits, double[] logLoads) {
    double[] beyond = new double[POINTS + 1];
    Arrays.fill(beyond, 1);
    for (LimitFit fit : fits) {
      double[] own = fit.posterior(logLoads);
      double left = Arrays.stream(own).sum();
      for (int i = 0; i <= POINTS; i++) {
        beyond[i] *= Math.max(0, left);
        left -= i < POINTS ? own[i] : 0;
      }
    }
    double[] density = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      density[i] = beyond[i] - (i + 1 < POINTS ? beyond[i + 1] : 0);
    }
    return new LimitPosterior(logLoads, density);
  }

  private static double[] grid(double low, double high) {
    double[] grid = new double[POINTS];
    Arrays.setAll(grid, i -> low + (high - low) * i / (POINTS - 1));
    return grid;
  }

  /** The load below which the limit lies with a probability. */
  double quantile(double probability) {
    double below = 0;
    for (int i = 0; i < POINTS; i++) {
      if (below + density[i] >= probability) {
        double within = density[i] == 0 ? 0.5 : (probability - below) / density[i];
        double step = logLoads[1] - logLoads[0];
        return Math.exp(logLoads[i] + (within - 0.5) * step);
      }
      below += density[i];
    }
    return Math.exp(logLoads[POINTS - 1]);
  }

  /** The probability that the limit is at least so high. */
  double atLeast(double load) {
    double log = Math.log(load);
    double sum = 0;
    for (int i = 0; i < POINTS; i++) {
      sum += logLoads[i] >= log ? density[i] : 0;
    }
    return sum;
  }

  /** The first place up to which there is the share of the whole. */
  static int quantileIndex(double[] density, double share) {
    double target = share * Arrays.stream(density).sum();
    double below = 0;
    for (int i = 0; i < density.length; i++) {
      below += density[i];
      if (below >= target) {
        return i;
      }
    }
    return density.length - 1;
  }
}
