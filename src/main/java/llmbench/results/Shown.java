// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import llmbench.plan.Case;
import llmbench.plan.Metric;

/** Rules of vLLM's output that JSON and console share. */
public final class Shown {
  private Shown() {}

  /** {@code 99} for 99.0, {@code 99.9} for 99.9 (vLLM {@code process_one_metric}). */
  public static String percentile(double percent) {
    return percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
  }

  /**
   * Whether vLLM has the metric for such a case: client queue time needs a cap on concurrency, and
   * E2EL with it a finite request rate too, which no case of a closed model has.
   */
  public static boolean applies(Metric metric, Case benchmarkCase) {
    return switch (metric) {
      case CLIENT_QUEUE_TIME -> benchmarkCase.maxConcurrency() != null;
      case E2EL_INCLUDING_CLIENT_QUEUE -> false;
      default -> true;
    };
  }
}
