// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import llmbench.plan.Metric;
import llmbench.plan.ResultKeys;

/**
 * The order of the keys of a result of {@code vllm bench serve} 0.32: {@link ResultKeys#IN_ORDER},
 * then the latencies.
 */
final class VllmKeys {
  private static final Pattern LATENCY =
      Pattern.compile("(mean|median|std|p(\\d+(?:\\.\\d+)?))_([a-z0-9_]+)_ms");
  private static final List<String> METRICS =
      Arrays.stream(Metric.values()).map(Metric::key).toList();
  private static final int RANKS_PER_METRIC = 1000;

  private VllmKeys() {}

  /**
   * A key's place in vLLM's order: smaller first, {@link Double#POSITIVE_INFINITY} for a key that
   * is not vLLM's.
   */
  static double place(String key) {
    int fixed = ResultKeys.IN_ORDER.indexOf(key);
    if (fixed >= 0) {
      return fixed;
    }
    Matcher matcher = LATENCY.matcher(key);
    if (!matcher.matches()) {
      return Double.POSITIVE_INFINITY;
    }
    int metric = METRICS.indexOf(matcher.group(3));
    return metric < 0
        ? Double.POSITIVE_INFINITY
        : ResultKeys.IN_ORDER.size()
            + (double) RANKS_PER_METRIC * metric
            + withinMetric(matcher.group(1), matcher.group(2));
  }

  private static double withinMetric(String statistic, String percentile) {
    return switch (statistic) {
      case "mean" -> 0;
      case "median" -> 1;
      case "std" -> 2;
      default -> 3 + Math.min(Double.parseDouble(percentile), 100);
    };
  }
}
