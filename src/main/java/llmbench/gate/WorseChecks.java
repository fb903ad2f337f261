// SPDX-License-Identifier: Apache-2.0
package llmbench.gate;

import java.util.List;
import java.util.Map;
import llmbench.compare.Comparer;
import llmbench.compare.Comparison;
import llmbench.compare.FigureChange;
import llmbench.compare.IncomparableException;
import llmbench.compare.Side;
import llmbench.compare.Verdict;
import llmbench.plan.GateRule;
import llmbench.results.StoredResult;
import org.jspecify.annotations.Nullable;

/** {@code not worse} of one case. */
final class WorseChecks {
  private final Side results;
  private final String cell;
  private final @Nullable Side baseline;

  WorseChecks(Side results, String cell, @Nullable Side baseline) {
    this.results = results;
    this.cell = cell;
    this.baseline = baseline;
  }

  GateCheck check(GateRule.NotWorse rule) {
    Side before = baseline == null ? null : only(baseline);
    if (before == null) {
      return check(rule, false, "the baseline has no case of this name");
    }
    Side now = only(results);
    try {
      Comparison comparison =
          new Comparer(Gate.options(rule.threshold())).compare(before, now == null ? results : now);
      return judged(rule, comparison);
    } catch (IncomparableException e) {
      return check(
          rule,
          false,
          "cannot be compared with the baseline: " + String.join("; ", e.differences()));
    }
  }

  private GateCheck judged(GateRule.NotWorse rule, Comparison comparison) {
    List<String> worse =
        comparison.cases().stream()
            .flatMap(each -> each.changes().stream())
            .filter(change -> change.verdict() == Verdict.WORSE)
            .map(FigureChange::summary)
            .toList();
    if (!worse.isEmpty()) {
      return check(rule, false, "worse than the baseline: " + String.join("; ", worse));
    }
    long noisy = comparison.count(Verdict.NOISY);
    return check(
        rule,
        true,
        "no figure is surely worse than the baseline"
            + (noisy == 0
                ? ""
                : "; " + noisy + " of " + comparison.figures() + " are too noisy to tell"));
  }

  private GateCheck check(GateRule rule, boolean passed, String message) {
    return new GateCheck(cell, rule.text(), passed, false, message);
  }

  private @Nullable Side only(Side side) {
    List<StoredResult> runs = side.cases().get(cell);
    return runs == null ? null : new Side(side.label(), Map.of(cell, runs), List.of());
  }
}
