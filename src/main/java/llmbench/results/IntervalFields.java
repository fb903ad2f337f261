// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import llmbench.metrics.Intervals;
import llmbench.metrics.LatencyIntervals;
import llmbench.metrics.LatencyIntervals.PercentileInterval;
import llmbench.plan.Case;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;
import llmbench.statistics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code intervals}: under the key of each figure its lower and upper end, null for one that
 * does not exist.
 */
final class IntervalFields {
  private final JsonGenerator json;
  private final MetricSpec spec;
  private final Case benchCase;

  IntervalFields(JsonGenerator json, MetricSpec spec, Case benchCase) {
    this.json = json;
    this.spec = spec;
    this.benchCase = benchCase;
  }

  void write(@Nullable Intervals intervals) throws IOException {
    json.writeObjectFieldStart("intervals");
    json.writeNumberField("confidence", Interval.CONFIDENCE);
    if (intervals != null) {
      writeAll(intervals);
    }
    json.writeEndObject();
  }

  private void writeAll(Intervals intervals) throws IOException {
    for (Map.Entry<String, Interval> rate : intervals.rates().entrySet()) {
      write(rate.getKey(), rate.getValue());
    }
    for (Metric metric : Metric.values()) {
      if (shown(metric)) {
        writeLatency(metric.key(), intervals.latency(metric));
      }
    }
    json.writeObjectFieldStart("goodput_sets");
    for (Map.Entry<String, Interval> set : intervals.goodputSets().entrySet()) {
      write(set.getKey(), set.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("too_few_requests");
    for (Metric metric : Metric.values()) {
      if (shown(metric)) {
        writeTooFew(metric.key(), intervals.latency(metric));
      }
    }
    json.writeEndArray();
  }

  private boolean shown(Metric metric) {
    return spec.shows(metric) && FigureFields.given(metric, benchCase);
  }

  private void writeLatency(String name, LatencyIntervals intervals) throws IOException {
    write("mean_" + name + "_ms", intervals.mean());
    write("median_" + name + "_ms", intervals.median());
    Set<String> words = new HashSet<>();
    for (PercentileInterval each : intervals.percentiles()) {
      if (words.add(each.percentile().word())) {
        write(key(each, name), each.interval());
      }
    }
  }

  private void writeTooFew(String name, LatencyIntervals intervals) throws IOException {
    Set<String> words = new HashSet<>();
    for (PercentileInterval each : intervals.percentiles()) {
      if (each.tooFew() && words.add(each.percentile().word())) {
        json.writeStartObject();
        json.writeStringField("figure", key(each, name));
        json.writeNumberField("values", (long) each.effective());
        json.writeNumberField("needed", each.required());
        json.writeEndObject();
      }
    }
  }

  private static String key(PercentileInterval each, String name) {
    return "p" + each.percentile().word() + "_" + name + "_ms";
  }

  private void write(String key, Interval interval) throws IOException {
    json.writeArrayFieldStart(key);
    write(interval.low());
    write(interval.high());
    json.writeEndArray();
  }

  private void write(@Nullable Double end) throws IOException {
    if (end == null) {
      json.writeNull();
    } else {
      json.writeNumber(end);
    }
  }
}
