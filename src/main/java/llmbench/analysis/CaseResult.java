// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.Case;
import llmbench.results.ResultContext;
import llmbench.results.RunOutcome;

/**
 * A case that ran, and what came of it.
 *
 * @param batchStarted when the run began to which it belongs
 * @param refused whether it was stopped because its first answers were all the same refusal
 * @param incomplete whether records were lost, to a full disk say
 * @param notes what happened to it, for people
 */
public record CaseResult(
    Instant batchStarted,
    ServingMetrics metrics,
    ResultContext context,
    boolean refused,
    boolean incomplete,
    List<String> notes) {

  /** The case. */
  public Case benchCase() {
    return context.benchCase();
  }

  /** By {@code max_failed_ratio}, and whether all its requests were sent. */
  public RunOutcome outcome() {
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

  /** The same with Gatling's counts. */
  public CaseResult withGatling(Map<String, Object> counts) {
    return new CaseResult(
        batchStarted, metrics, context.withGatling(counts), refused, incomplete, notes);
  }
}
