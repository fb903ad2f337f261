// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.util.stream.Collectors;
import llmbench.plan.Case;
import llmbench.plan.Plan;

/** A plan in a few lines, for the console. Holds no secret. */
final class PlanText {
  private PlanText() {}

  static String of(Plan plan) {
    return plan.target()
        + (plan.target().model() == null ? "" : ", model " + plan.target().model())
        + ", dataset "
        + plan.dataset().name()
        + ", seed "
        + plan.seed()
        + "\n"
        + plan.cases().size()
        + " cases: "
        + plan.cases().stream().map(Case::name).collect(Collectors.joining(" "));
  }
}
