// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.util.List;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.Case;
import llmbench.results.ResultContext;
import llmbench.results.RunOutcome;

/**
 * A case that ran, and what came of it.
 *
 * @param serverLine the server's own times beside the client's; empty if it gives none
 * @param refused whether it was stopped because its first answers were all the same refusal
 * @param incomplete whether records were lost, to a full disk say
 * @param notes what happened to it, for people
 */
record CaseResult(
    ServingMetrics metrics,
    ResultContext context,
    String serverLine,
    boolean refused,
    boolean incomplete,
    List<String> notes) {

  Case benchCase() {
    return context.benchCase();
  }

  /** By {@code max_failed_ratio}, and whether all its requests were sent. */
  RunOutcome outcome() {
    if (incomplete) {
      return RunOutcome.INTERNAL_ERROR;
    }
    if (refused) {
      return RunOutcome.REFUSED;
    }
    if (context.partial()) {
      return RunOutcome.INTERRUPTED;
    }
    return metrics.failedRatio() <= context.plan().output().maxFailedRatio()
        ? RunOutcome.OK
        : RunOutcome.FAILED_REQUESTS;
  }
}
