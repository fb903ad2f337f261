// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is computed of a case's records.
 *
 * @param selected vLLM's {@code --percentile-metrics}
 * @param percentiles vLLM's {@code --metric-percentiles}, each in [0, 100], in the user's order
 * @param slo vLLM's {@code --goodput}; null without
 */
public record MetricSpec(Set<Metric> selected, List<Double> percentiles, @Nullable Slo slo) {}
