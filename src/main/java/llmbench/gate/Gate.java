// SPDX-License-Identifier: Apache-2.0
package llmbench.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import llmbench.compare.CompareOptions;
import llmbench.compare.Side;
import llmbench.plan.GateRule;
import llmbench.plan.GateSpec;
import llmbench.results.StoredResult;
import org.jspecify.annotations.Nullable;

/** Holds rules against results. A rule that cannot be told, for want of a figure say, fails. */
public final class Gate {
  private final GateSpec spec;
  private final @Nullable Side baseline;

  /**
   * A gate.
   *
   * @param baseline earlier results; null where no rule needs them
   */
  public Gate(GateSpec spec, @Nullable Side baseline) {
    this.spec = spec;
    this.baseline = baseline;
  }

  /**
   * Holds every rule against every case that it is for; runs of a case are cases, but {@code not
   * worse} takes them together. A rule for cases of which there is none fails.
   */
  public GateReport check(Side results) {
    List<GateCheck> checks = new ArrayList<>();
    FigureChecks figures = new FigureChecks(baseline);
    for (List<StoredResult> runs : results.cases().values()) {
      for (StoredResult run : runs) {
        for (GateRule rule : spec.rules()) {
          if (!(rule instanceof GateRule.NotWorse) && covers(rule, run)) {
            checks.add(figures.check(rule, run));
          }
        }
      }
      WorseChecks worse = new WorseChecks(results, runs.get(0).cell(), baseline);
      for (GateRule rule : spec.rules()) {
        if (rule instanceof GateRule.NotWorse notWorse
            && runs.stream().anyMatch(run -> covers(rule, run))) {
          checks.add(worse.check(notWorse));
        }
      }
    }
    for (GateRule rule : spec.rules()) {
      if (results.cases().values().stream().flatMap(List::stream).noneMatch(r -> covers(rule, r))) {
        checks.add(
            new GateCheck(
                "",
                rule.text(),
                false,
                rule instanceof GateRule.NotSuspect,
                "no case is called "
                    + rule.cases()
                    + "; there are "
                    + String.join(", ", results.cases().keySet())));
      }
    }
    return new GateReport(checks);
  }

  private static boolean covers(GateRule rule, StoredResult run) {
    return rule.covers(run.name()) || rule.covers(run.cell());
  }

  static CompareOptions options(double threshold) {
    return new CompareOptions(threshold, Set.of(), false, false);
  }
}
