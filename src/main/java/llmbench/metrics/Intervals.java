// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.plan.Metric;
import llmbench.statistics.Interval;

/**
 * How sure the figures of a window are: 95 % intervals.
 *
 * @param rates by the figure's key, such as {@code output_throughput}
 * @param latencies of each metric
 * @param goodputSets of the requests per second of each named set
 */
public record Intervals(
    Map<String, Interval> rates,
    Map<Metric, LatencyIntervals> latencies,
    Map<String, Interval> goodputSets) {

  /** Copies the maps. */
  public Intervals {
    rates = Collections.unmodifiableMap(new LinkedHashMap<>(rates));
    latencies = Collections.unmodifiableMap(new EnumMap<>(latencies));
    goodputSets = Collections.unmodifiableMap(new LinkedHashMap<>(goodputSets));
  }

  /** The intervals of a metric. */
  public LatencyIntervals latency(Metric metric) {
    LatencyIntervals intervals = latencies.get(metric);
    if (intervals == null) {
      throw new IllegalArgumentException("no intervals of " + metric.key());
    }
    return intervals;
  }

  /** The interval of a rate; {@link Interval#NONE} for a rate that is not given. */
  public Interval rate(String key) {
    return rates.getOrDefault(key, Interval.NONE);
  }
}
