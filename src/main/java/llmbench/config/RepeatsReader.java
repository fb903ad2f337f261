// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import llmbench.plan.Case;
import llmbench.plan.FigureNames;
import llmbench.plan.MetricSpec;
import llmbench.plan.RepeatSpec;

/** How often each case is run, and the order of all runs. */
final class RepeatsReader {
  private static final int MOST_RUNS = 10_000;

  private final Values values;

  RepeatsReader(Values values) {
    this.values = values;
  }

  RepeatSpec read(MetricSpec metrics, int cases) {
    RepeatSpec.Until until = values.find(Keys.REPEAT_UNTIL);
    RepeatSpec spec =
        new RepeatSpec(
            values.get(Keys.NUM_RUNS),
            values.get(Keys.VARY_SEED),
            values.get(Keys.SHUFFLE_CASES),
            until);
    if (until != null) {
      check(until, spec, metrics);
    }
    if ((long) spec.most() * cases > MOST_RUNS) {
      values.mistake(
          until == null ? Keys.NUM_RUNS : Keys.REPEAT_UNTIL,
          "at most " + MOST_RUNS + " runs of all cases together",
          spec.most() + " runs of " + cases + " cases");
    }
    return spec;
  }

  private void check(RepeatSpec.Until until, RepeatSpec spec, MetricSpec metrics) {
    List<String> names = FigureNames.of(metrics);
    if (values.sound(Keys.PERCENTILE_METRICS, Keys.METRIC_PERCENTILES, Keys.GOODPUT)
        && !names.contains(until.figure())) {
      values.mistake(
          Keys.REPEAT_UNTIL,
          "as metric one of " + String.join(", ", names),
          Found.quote(until.figure()));
    }
    if (until.maxRuns() < spec.least()) {
      values.mistake(
          Keys.REPEAT_UNTIL,
          "max_runs ≥ " + spec.least() + " (num_runs, and at least 3)",
          String.valueOf(until.maxRuns()));
    }
  }

  /**
   * All runs: those of a case one after the other, or, shuffled, in rounds that each have every
   * case once.
   */
  static List<Case> order(List<Case> cases, RepeatSpec spec, long seed) {
    List<Case> order = new ArrayList<>();
    if (!spec.shuffleCases()) {
      for (Case cell : cases) {
        for (int run = 1; run <= spec.most(); run++) {
          order.add(cell.withRun(run));
        }
      }
      return List.copyOf(order);
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int run = 1; run <= spec.most(); run++) {
      List<Case> left = new ArrayList<>(cases);
      while (!left.isEmpty()) {
        order.add(left.remove(random.nextInt(left.size())).withRun(run));
      }
    }
    return List.copyOf(order);
  }
}
