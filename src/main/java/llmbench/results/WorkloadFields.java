// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import llmbench.metrics.LimitsMet;
import llmbench.metrics.WorkloadFigures;
import llmbench.plan.Case;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;

/** Writes {@code workloads}: the figures of each class of requests under vLLM's keys. */
final class WorkloadFields {
  /** The member's name. */
  static final String MEMBER = "workloads";

  private final JsonGenerator json;
  private final FigureFields fields;
  private final MetricSpec spec;
  private final Case benchCase;

  WorkloadFields(JsonGenerator json, FigureFields fields, MetricSpec spec, Case benchCase) {
    this.json = json;
    this.fields = fields;
    this.spec = spec;
    this.benchCase = benchCase;
  }

  /** Nothing without classes. */
  void write(List<WorkloadFigures> classes) throws IOException {
    if (classes.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart(MEMBER);
    for (WorkloadFigures each : classes) {
      json.writeObjectFieldStart(each.name());
      fields.writeCounts(each.figures(), spec.answers());
      fields.writeLatencies(each.figures(), spec, benchCase);
      LimitsMet met = each.met();
      if (met == null) {
        json.writeNullField("goodput");
      } else {
        writeMet(met, each.figures().requestThroughput(), each.figures().completed());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void writeMet(LimitsMet met, double throughput, int completed) throws IOException {
    json.writeObjectFieldStart("goodput");
    json.writeNumberField("good_requests", met.requests());
    json.writeNumberField("good_ratio", met.ratio());
    for (Map.Entry<Metric, Double> each : met.ratios().entrySet()) {
      json.writeNumberField(each.getKey().key() + "_ratio", each.getValue());
    }
    // Tokens over the same duration as all rates.
    json.writeNumberField("good_output_tokens", met.outputTokens());
    json.writeNumberField(
        "output_token_goodput", completed == 0 ? 0 : met.outputTokens() * (throughput / completed));
    json.writeEndObject();
  }
}
