// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import llmbench.metrics.DriftTest;
import llmbench.metrics.SteadyState;
import llmbench.metrics.WindowFigures;
import org.jspecify.annotations.Nullable;

/** Writes {@code steady}: the figures of the steady window, or why there is none. */
final class SteadyFields {
  private final JsonGenerator json;
  private final WindowFields windows;
  private final IntervalFields intervals;

  SteadyFields(JsonGenerator json, WindowFields windows, IntervalFields intervals) {
    this.json = json;
    this.windows = windows;
    this.intervals = intervals;
  }

  void write(SteadyState steady) throws IOException {
    @Nullable WindowFigures figures = steady.figures();
    json.writeObjectFieldStart("steady");
    json.writeBooleanField("found", figures != null);
    json.writeStringField(
        "reason", figures == null ? "no steady window: " + steady.reason() : null);
    json.writeArrayFieldStart("drift_tests");
    for (DriftTest test : steady.drift()) {
      json.writeStartObject();
      json.writeStringField("series", test.series());
      json.writeNumberField("p_value", test.trend().pValue());
      json.writeNumberField("change", test.trend().change());
      json.writeNumberField("variance_ratio", test.trend().varianceRatio());
      json.writeNumberField("values", test.trend().values());
      json.writeBooleanField("drifts", test.drifts());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (figures != null) {
      windows.write(figures);
      intervals.write(figures.intervals());
    }
    json.writeEndObject();
  }
}
