// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import llmbench.plan.Case;
import llmbench.plan.LoadSpec;
import llmbench.plan.RequestRate;

/** vLLM's keys that say how the requests came. */
final class LoadFields {
  private LoadFields() {}

  /** From {@code request_rate} to {@code ramp_up_end_rps}; infinite is {@code "inf"}. */
  static void write(JsonGenerator json, LoadSpec load, Case benchCase) throws IOException {
    number(json, "request_rate", benchCase.requestRate());
    number(json, "burstiness", load.arrivals().burstiness());
    json.writeObjectField("max_concurrency", benchCase.maxConcurrency());
    RequestRate.Ramp ramp = load.arrivals().rampUp();
    if (ramp != null) {
      json.writeStringField("ramp_up_strategy", ramp.strategy().key());
      json.writeNumberField("ramp_up_start_rps", ramp.startRps());
      json.writeNumberField("ramp_up_end_rps", ramp.endRps());
    }
  }

  // JSON has no infinity: vLLM writes the rate as a text, and the burstiness as no JSON at all.
  private static void number(JsonGenerator json, String key, double value) throws IOException {
    if (Double.isInfinite(value)) {
      json.writeStringField(key, "inf");
    } else {
      json.writeNumberField(key, value);
    }
  }
}
