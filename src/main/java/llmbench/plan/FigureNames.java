// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The keys of a result's figures that are compared over repeats, in the result's order. */
public final class FigureNames {
  private static final List<String> RATES =
      List.of(
          "request_throughput", "request_goodput", "output_throughput", "total_token_throughput");

  private FigureNames() {}

  /** Rates, then mean, median, deviation and percentiles of each metric selected. */
  public static List<String> of(MetricSpec spec) {
    List<String> names = new ArrayList<>(RATES);
    if (spec.answers() == AnswerKind.POOLED) {
      names.remove("output_throughput");
    }
    if (spec.slo() == null) {
      names.remove("request_goodput");
    }
    for (Metric metric : Metric.values()) {
      if (spec.shows(metric)) {
        for (String statistic : List.of("mean", "median", "std")) {
          names.add(latency(statistic, metric));
        }
        spec.percentiles().forEach(rank -> names.add(latency("p" + word(rank), metric)));
      }
    }
    return names.stream().distinct().toList();
  }

  /** A key such as {@code mean_ttft_ms}. */
  public static String latency(String statistic, Metric metric) {
    return statistic + "_" + metric.key() + "_ms";
  }

  /** vLLM's word for a percentile in keys and labels: {@code 99} for 99.0. */
  public static String word(double rank) {
    return new BigDecimal(Double.toString(rank)).stripTrailingZeros().toPlainString();
  }
}
