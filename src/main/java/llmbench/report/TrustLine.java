// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.metrics.LatencyIntervals.PercentileInterval;
import llmbench.metrics.ServingMetrics;
import llmbench.metrics.SteadyState;
import llmbench.metrics.WindowFigures;
import llmbench.plan.Case;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;
import llmbench.statistics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Our one line after a case's console block: how far its figures may be trusted.
 *
 * <pre>
 * io256x256_mc8_np800: steady from 4.21 s to 97.03 s (752 requests), output 333.10 [331.02, 335.18]
 * tok/s; too few requests for p99.9 of ttft, tpot, e2el (3688 needed)
 * </pre>
 */
public final class TrustLine {
  private TrustLine() {}

  /** The line, ended by a line feed; empty if no request was sent. */
  public static String of(ServingMetrics metrics, MetricSpec spec, Case benchCase) {
    @Nullable WindowFigures whole = metrics.further().whole();
    if (whole == null) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    parts.add(steady(metrics.further().steady()));
    parts.addAll(tooFew(whole, spec));
    return benchCase.name() + ": " + String.join("; ", parts) + "\n";
  }

  private static String steady(SteadyState steady) {
    @Nullable WindowFigures figures = steady.figures();
    if (figures == null) {
      return "no steady window: " + steady.reason();
    }
    Interval interval =
        figures.intervals() == null ? Interval.NONE : figures.intervals().rate("output_throughput");
    return "steady from "
        + decimals(figures.fromSeconds())
        + " s to "
        + decimals(figures.toSeconds())
        + " s ("
        + figures.completed()
        + " requests), output "
        + decimals(figures.outputThroughput())
        + (interval.low() == null || interval.high() == null
            ? ""
            : " [" + decimals(interval.low()) + ", " + decimals(interval.high()) + "]")
        + " tok/s";
  }

  /** One part for each percentile that the whole case is too short for. */
  private static List<String> tooFew(WindowFigures whole, MetricSpec spec) {
    Map<String, List<String>> metricsOf = new LinkedHashMap<>();
    Map<String, Integer> needed = new LinkedHashMap<>();
    if (whole.intervals() != null) {
      for (Metric metric : Metric.values()) {
        for (PercentileInterval each : whole.intervals().latency(metric).percentiles()) {
          String word = "p" + each.percentile().word();
          if (spec.shows(metric)
              && each.tooFew()
              && !metricsOf.getOrDefault(word, List.of()).contains(metric.key())) {
            metricsOf.computeIfAbsent(word, key -> new ArrayList<>()).add(metric.key());
            needed.put(word, each.required());
          }
        }
      }
    }
    return metricsOf.entrySet().stream()
        .map(
            each ->
                "too few requests for "
                    + each.getKey()
                    + " of "
                    + String.join(", ", each.getValue())
                    + " ("
                    + needed.get(each.getKey())
                    + " needed)")
        .toList();
  }

  private static String decimals(double value) {
    return ConsoleBlock.twoDecimals(value);
  }
}
