// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import llmbench.metrics.AnswerChecks;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.DatasetOptions;
import llmbench.plan.Plan;

/**
 * Answers that fail a run though their requests completed: those that {@code verify_output} finds.
 */
public final class WrongAnswers {
  private WrongAnswers() {}

  /** How many answers are not the data's; 0 where nobody asked for that. */
  public static int of(Plan plan, ServingMetrics metrics) {
    boolean verified =
        plan.dataset().options() instanceof DatasetOptions.MultiTurn turns
            && turns.spec().verifyOutput();
    AnswerChecks checks = metrics.further().checks();
    return verified ? checks.checked() - checks.correct() : 0;
  }
}
