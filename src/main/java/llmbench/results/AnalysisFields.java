// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import llmbench.metrics.AllRequests;
import llmbench.metrics.AnswerChecks;
import llmbench.metrics.FromIntended;
import llmbench.metrics.FurtherFigures;
import llmbench.metrics.GroupFigures;
import llmbench.metrics.LatencyStats;
import llmbench.metrics.Percentile;
import llmbench.metrics.WindowFigures;
import llmbench.plan.AnswerKind;
import llmbench.plan.Case;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;
import org.jspecify.annotations.Nullable;

/** Writes those members of {@code llmbench} that vLLM has no figures for. */
final class AnalysisFields {
  /** Their names. */
  static final Set<String> MEMBERS =
      Set.of(
          "intervals",
          "steady",
          "peaks",
          "all_requests",
          "from_intended",
          "goodput_sets",
          "slices",
          "groups",
          "answers",
          WorkloadFields.MEMBER);

  private final JsonGenerator json;
  private final FigureFields fields;
  private final WindowFields windows;
  private final IntervalFields intervals;
  private final MetricSpec spec;
  private final Case benchCase;
  private final boolean streamed;

  AnalysisFields(JsonGenerator json, FigureFields fields, ResultContext context) {
    this.json = json;
    this.fields = fields;
    this.spec = context.plan().metrics();
    this.benchCase = context.benchCase();
    this.streamed = spec.answers() == AnswerKind.STREAMED;
    this.windows = new WindowFields(json, fields, context.plan().metrics(), context.benchCase());
    this.intervals = new IntervalFields(json, context.plan().metrics(), context.benchCase());
  }

  void write(FurtherFigures analysis) throws IOException {
    @Nullable WindowFigures whole = analysis.whole();
    intervals.write(whole == null ? null : whole.intervals());
    new SteadyFields(json, windows, intervals).write(analysis.steady());
    writePeaks(analysis);
    writeAllRequests(analysis.allRequests());
    writeFromIntended(analysis.fromIntended());
    windows.writeGoodputSets(whole == null ? List.of() : whole.goodputSets());
    writeSlices(analysis);
    writeGroups(analysis.groups());
    writeChecks(analysis.checks());
    new WorkloadFields(json, fields, spec, benchCase).write(analysis.workloads());
  }

  private void writePeaks(FurtherFigures analysis) throws IOException {
    @Nullable WindowFigures whole = analysis.whole();
    json.writeObjectFieldStart("peaks");
    if (streamed) {
      json.writeNumberField("output_tokens_per_s", analysis.tokenPeak().tokens());
      json.writeNumberField("output_tokens_per_s_at_s", analysis.tokenPeak().atSeconds());
    }
    json.writeNumberField("requests_in_flight", whole == null ? 0 : whole.peakInFlight());
    json.writeNumberField("mean_requests_in_flight", whole == null ? 0 : whole.meanInFlight());
    json.writeEndObject();
  }

  private void writeAllRequests(AllRequests all) throws IOException {
    json.writeObjectFieldStart("all_requests");
    json.writeNumberField("requests", all.requests());
    json.writeNumberField("failed", all.failed());
    for (Metric metric : AllRequests.METRICS) {
      List<Percentile> percentiles = all.latencies().getOrDefault(metric, List.of());
      Set<String> keys = new HashSet<>();
      for (int i = 0; i < percentiles.size(); i++) {
        String word = i == 0 ? "median" : "p" + percentiles.get(i).word();
        String key = word + "_" + metric.key() + "_ms";
        double millis = percentiles.get(i).millis();
        if (!keys.add(key)) {
          continue;
        }
        if (Double.isInfinite(millis)) {
          json.writeNullField(key);
        } else {
          json.writeNumberField(key, millis);
        }
      }
    }
    json.writeEndObject();
  }

  private void writeFromIntended(FromIntended from) throws IOException {
    LatencyStats lag = from.lag();
    json.writeObjectFieldStart("from_intended");
    if (streamed) {
      fields.writeLatency("ttft", from.ttft());
    }
    fields.writeLatency("e2el", from.e2el());
    json.writeNumberField("mean_schedule_lag_ms", lag.meanMillis());
    json.writeNumberField("p50_schedule_lag_ms", lag.percentileMillis(50));
    json.writeNumberField("p99_schedule_lag_ms", lag.percentileMillis(99));
    json.writeNumberField("max_schedule_lag_ms", from.maxLagMillis());
    LatencyStats held = from.held();
    json.writeNumberField("held_by_cap", held.count());
    json.writeNumberField("mean_held_ms", held.meanMillis());
    json.writeNumberField("p99_held_ms", held.percentileMillis(99));
    json.writeEndObject();
  }

  /** {@code groups}: for each thing that requests differ in, the figures of each of its values. */
  private void writeGroups(List<GroupFigures> groups) throws IOException {
    json.writeObjectFieldStart("groups");
    String open = "";
    for (GroupFigures group : groups) {
      if (!group.by().equals(open)) {
        if (!open.isEmpty()) {
          json.writeEndObject();
        }
        open = group.by();
        json.writeObjectFieldStart("by_" + open);
      }
      json.writeObjectFieldStart(group.name());
      fields.writeCounts(group.figures(), spec.answers());
      fields.writeLatencies(group.figures(), spec, benchCase);
      json.writeEndObject();
    }
    if (!groups.isEmpty()) {
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void writeChecks(AnswerChecks checks) throws IOException {
    if (checks.checked() == 0) {
      json.writeNullField("answers");
    } else {
      json.writeObjectFieldStart("answers");
      json.writeNumberField("checked", checks.checked());
      json.writeNumberField("correct", checks.correct());
      json.writeNumberField("correct_ratio", checks.ratio());
      json.writeEndObject();
    }
  }

  private void writeSlices(FurtherFigures analysis) throws IOException {
    json.writeObjectFieldStart("slices");
    json.writeNumberField("slice_s", analysis.sliceSeconds());
    json.writeArrayFieldStart("windows");
    for (WindowFigures slice : analysis.slices()) {
      json.writeStartObject();
      windows.write(slice);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
