// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import llmbench.plan.GoodputSet;
import llmbench.plan.Metric;
import llmbench.plan.Slo;
import org.jspecify.annotations.Nullable;

/**
 * What limits judge of one completed request, in seconds: its ITL is the longest gap, its TPOT 0
 * for a single token, as in vLLM.
 */
record RequestLatencies(
    double ttft, double tpot, double longestGap, double e2el, double queue, int outputTokens) {

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

  /** Whether every limit is met, the limit itself included. */
  boolean meets(GoodputSet limits) {
    for (Map.Entry<Metric, Double> limit : limits.limitMillis().entrySet()) {
      if (of(limit.getKey()) > limit.getValue() / 1000) {
        return false;
      }
    }
    return true;
  }

  /** vLLM's limits as a set; null without any. */
  static @Nullable GoodputSet set(@Nullable Slo slo) {
    Map<Metric, Double> limits = new EnumMap<>(Metric.class);
    if (slo != null && slo.ttftMillis() != null) {
      limits.put(Metric.TTFT, slo.ttftMillis());
    }
    if (slo != null && slo.tpotMillis() != null) {
      limits.put(Metric.TPOT, slo.tpotMillis());
    }
    if (slo != null && slo.e2elMillis() != null) {
      limits.put(Metric.E2EL, slo.e2elMillis());
    }
    return limits.isEmpty() ? null : new GoodputSet("goodput", limits);
  }

  /** vLLM's limits first where there are any, then the named sets. */
  static List<GoodputSet> sets(@Nullable GoodputSet goodput, List<GoodputSet> named) {
    List<GoodputSet> sets = new ArrayList<>();
    if (goodput != null) {
      sets.add(goodput);
    }
    sets.addAll(named);
    return sets;
  }
}
