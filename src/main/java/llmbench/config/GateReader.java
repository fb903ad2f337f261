// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import llmbench.plan.GateRule;
import llmbench.plan.GateSpec;
import org.jspecify.annotations.Nullable;

/** The rules that a batch's results must keep to. */
final class GateReader {
  private final Values values;

  GateReader(Values values) {
    this.values = values;
  }

  @Nullable GateSpec read() {
    List<GateRule> rules = values.find(GateKeys.GATE);
    Path baseline = values.find(GateKeys.BASELINE);
    if (!values.given(GateKeys.GATE)) {
      if (baseline != null) {
        values.mistake(GateKeys.BASELINE, "gate beside it", "none");
      }
      return null;
    }
    if (values.given(LoadKeys.FIND)) {
      values.mistake(
          GateKeys.GATE, "it without find", "find, whose probes fail on purpose; gate its results");
    }
    if (baseline != null && !Files.exists(baseline)) {
      values.mistake(
          GateKeys.BASELINE,
          "the results of an earlier run",
          "no such file or folder: " + baseline);
    }
    if (rules == null) {
      return null;
    }
    GateSpec spec = new GateSpec(rules, baseline);
    if (spec.needsBaseline() && !values.given(GateKeys.BASELINE)) {
      values.mistake(GateKeys.GATE, "baseline beside it", "none, and a rule that compares with it");
    }
    return spec;
  }

  /** A sweep has results of many settings, to which no rule is fitted. */
  static void refuse(Values values) {
    for (Key<?> key : GateKeys.all()) {
      if (values.given(key)) {
        values.mistake(
            key, "it without a sweep", "a sweep; use the command gate on the results of its runs");
      }
    }
  }
}
