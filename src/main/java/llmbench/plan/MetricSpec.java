// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is computed of a case's records.
 *
 * @param selected vLLM's {@code --percentile-metrics}
 * @param percentiles vLLM's {@code --metric-percentiles}, each in [0, 100], in the user's order
 * @param slo vLLM's {@code --goodput}; null without
 * @param goodputSets further sets of limits, in the user's order; empty without
 * @param slice length of the time slices of which all figures are given; null without
 * @param hdrHistograms whether a histogram log is written of each metric
 * @param answers how answers come, which says what there can be
 */
public record MetricSpec(
    Set<Metric> selected,
    List<Double> percentiles,
    @Nullable Slo slo,
    List<GoodputSet> goodputSets,
    @Nullable Duration slice,
    boolean hdrHistograms,
    AnswerKind answers) {

  /** What vLLM has: no further sets, slices or histograms. */
  public MetricSpec(Set<Metric> selected, List<Double> percentiles, @Nullable Slo slo) {
    this(selected, percentiles, slo, List.of(), null, false);
  }

  /** What streams have. */
  public MetricSpec(
      Set<Metric> selected,
      List<Double> percentiles,
      @Nullable Slo slo,
      List<GoodputSet> goodputSets,
      @Nullable Duration slice,
      boolean hdrHistograms) {
    this(selected, percentiles, slo, goodputSets, slice, hdrHistograms, AnswerKind.STREAMED);
  }

  /** Whether a metric was asked for and can be measured. */
  public boolean shows(Metric metric) {
    return selected.contains(metric) && answers.has(metric);
  }
}
