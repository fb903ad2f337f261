// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.metrics.LatencyStats;
import llmbench.metrics.Percentile;
import llmbench.metrics.ServingFigures;
import llmbench.plan.AnswerKind;
import llmbench.plan.Case;
import llmbench.plan.FigureNames;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;

/** A case's figures by the names that they have in its result. */
public final class FigureValues {
  private FigureValues() {}

  /** Those of {@link FigureNames#of} that the case has, in that order. */
  public static Map<String, Double> of(ServingFigures figures, MetricSpec spec, Case benchCase) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("request_throughput", figures.requestThroughput());
    if (figures.requestGoodput() != null) {
      values.put("request_goodput", figures.requestGoodput());
    }
    if (spec.answers() != AnswerKind.POOLED) {
      values.put("output_throughput", figures.outputThroughput());
    }
    values.put("total_token_throughput", figures.totalTokenThroughput());
    for (Metric metric : Metric.values()) {
      if (spec.shows(metric) && FigureFields.given(metric, benchCase)) {
        LatencyStats stats = figures.latency(metric);
        values.put(FigureNames.latency("mean", metric), stats.meanMillis());
        values.put(FigureNames.latency("median", metric), stats.medianMillis());
        values.put(FigureNames.latency("std", metric), stats.stdMillis());
        for (Percentile percentile : stats.percentiles()) {
          values.putIfAbsent(
              FigureNames.latency("p" + percentile.word(), metric), percentile.millis());
        }
      }
    }
    return values;
  }
}
