// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import llmbench.metrics.GoodputFigures;
import llmbench.metrics.WindowFigures;
import llmbench.plan.Case;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;

/** Writes the figures of a window under the keys of the top level. */
final class WindowFields {
  private final JsonGenerator json;
  private final FigureFields fields;
  private final MetricSpec spec;
  private final Case benchCase;

  WindowFields(JsonGenerator json, FigureFields fields, MetricSpec spec, Case benchCase) {
    this.json = json;
    this.fields = fields;
    this.spec = spec;
    this.benchCase = benchCase;
  }

  /** All of them, into an object that is open. */
  void write(WindowFigures window) throws IOException {
    json.writeNumberField("from_s", window.fromSeconds());
    json.writeNumberField("to_s", window.toSeconds());
    json.writeNumberField("duration", window.seconds());
    json.writeNumberField("completed", window.completed());
    json.writeNumberField("failed", window.failed());
    json.writeNumberField("total_input_tokens", window.inputTokens());
    json.writeNumberField("total_output_tokens", window.outputTokens());
    json.writeNumberField("request_throughput", window.requestThroughput());
    json.writeObjectField("request_goodput", window.requestGoodput());
    json.writeNumberField("output_throughput", window.outputThroughput());
    json.writeNumberField("total_token_throughput", window.totalTokenThroughput());
    json.writeNumberField("mean_requests_in_flight", window.meanInFlight());
    json.writeNumberField("peak_requests_in_flight", window.peakInFlight());
    for (Metric metric : Metric.values()) {
      if (spec.shows(metric) && FigureFields.given(metric, benchCase)) {
        fields.writeLatency(metric.key(), window.latency(metric));
      }
    }
    writeGoodputSets(window.goodputSets());
  }

  /** {@code goodput_sets}: an object for each set. */
  void writeGoodputSets(List<GoodputFigures> sets) throws IOException {
    json.writeObjectFieldStart("goodput_sets");
    for (GoodputFigures set : sets) {
      json.writeObjectFieldStart(set.limits().name());
      json.writeObjectFieldStart("limits_ms");
      for (Map.Entry<Metric, Double> limit : set.limits().limitMillis().entrySet()) {
        json.writeNumberField(limit.getKey().key(), limit.getValue());
      }
      json.writeEndObject();
      json.writeNumberField("good_requests", set.requests());
      json.writeNumberField("good_output_tokens", set.outputTokens());
      json.writeNumberField("request_goodput", set.requestGoodput());
      json.writeNumberField("output_token_goodput", set.outputTokenGoodput());
      json.writeNumberField("good_ratio", set.ratio());
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
