// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.Map;
import llmbench.plan.GoodputSet;
import llmbench.plan.Metric;
import llmbench.recording.RequestClass;

/**
 * What limits judge of one completed request, in seconds: its ITL is the longest gap, its TPOT 0
 * for a single token, as in vLLM.
 *
 * @param workload its class and limits of its own
 */
record RequestLatencies(
    double ttft,
    double tpot,
    double longestGap,
    double e2el,
    double queue,
    int outputTokens,
    RequestClass workload) {

  double of(Metric metric) {
    return switch (metric) {
      case TTFT -> ttft;
      case TPOT -> tpot;
      case ITL -> longestGap;
      case E2EL -> e2el;
      case CLIENT_QUEUE_TIME -> queue;
      case E2EL_INCLUDING_CLIENT_QUEUE -> e2el + queue;
    };
  }

  /** Whether its own limits, or those for all, are met. */
  boolean meets(Limits limits) {
    return limits.met(workload, ttft, tpot, e2el);
  }

  /** Whether every limit is met, the limit itself included. */
  boolean meets(GoodputSet limits) {
    for (Map.Entry<Metric, Double> limit : limits.limitMillis().entrySet()) {
      if (of(limit.getKey()) > limit.getValue() / 1000) {
        return false;
      }
    }
    return true;
  }
}
