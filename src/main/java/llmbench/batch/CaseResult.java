// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import llmbench.metrics.ServingMetrics;
import llmbench.plan.Case;
import llmbench.results.ResultContext;

/** A case that ran, and what came of it. */
record CaseResult(Case benchmarkCase, ServingMetrics metrics, ResultContext context) {

  /** Whether its failures are within {@code max_failed_ratio} and all its requests were sent. */
  boolean ok() {
    return !context.partial()
        && metrics.requests() > 0
        && metrics.failed()
            <= context.plan().output().maxFailedRatio() * (double) metrics.requests();
  }

  /** The result file's name. */
  String filename() {
    String asked = context.plan().output().resultFilename();
    return asked == null ? benchmarkCase.resultFilename() : asked;
  }
}
