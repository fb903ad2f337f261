// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import llmbench.plan.SearchSpec;

/** What a search says of itself. */
record SearchWords(SearchSpec spec) {
  /** Such as {@code request_rate 12.5}. */
  String load(double value) {
    return spec.variable().key()
        + " "
        + BigDecimal.valueOf(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  /** Why the goals hold nowhere: what the probe of the least load found. */
  String nowhere(List<Told> counted) {
    List<String> failing = new ArrayList<>();
    for (Told told : counted) {
      if (told.probe().value() == spec.from() && failing.isEmpty()) {
        for (GoalEvidence each : told.outcome().goals()) {
          if (!each.holds()) {
            failing.add(
                String.format(Locale.ROOT, "%s (found %.4g)", each.goal().text(), each.observed()));
          }
        }
      }
    }
    return "not found between "
        + load(spec.from())
        + " and "
        + load(spec.to())
        + ": already there does not hold "
        + (failing.isEmpty() ? "a goal" : String.join(", ", failing));
  }
}
