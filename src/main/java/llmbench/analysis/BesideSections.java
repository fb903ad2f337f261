// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.metrics.BesideTally;
import llmbench.recording.Phase;

/** What a result says of requests that were sent beside the load. */
final class BesideSections {
  private static final double NANOS_PER_SECOND = 1e9;

  private BesideSections() {}

  /** vLLM's keys, in its order; empty if no probe was answered, as vLLM. */
  static Map<String, Object> probeKeys(BesideTally tally) {
    Map<String, Object> keys = new LinkedHashMap<>();
    BesideTally.Probes probes = tally.probes();
    if (probes != null && probes.completed() > 0) {
      keys.put("probe_completed", (long) probes.completed());
      keys.put("probe_failed", (long) probes.failed());
      keys.put("probe_median_e2el_ms", probes.medianMillis());
      keys.put("probe_p99_e2el_ms", probes.p99Millis());
      keys.put("probe_max_e2el_ms", probes.maxMillis());
    }
    return keys;
  }

  /** Members of the result's {@code llmbench}; empty if nothing was sent beside the load. */
  static Map<String, Object> of(BesideTally tally) {
    Map<String, Object> sections = new LinkedHashMap<>();
    BesideTally.Probes probes = tally.probes();
    if (probes != null) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("sent", probes.completed() + probes.failed());
      members.put("completed", probes.completed());
      members.put("failed", probes.failed());
      members.put("max_send_lag_ms", probes.maxLagMillis());
      sections.put("probes", members);
    }
    Map<String, Object> phases = new LinkedHashMap<>();
    for (Phase phase : List.of(Phase.WARMUP, Phase.COOLDOWN)) {
      BesideTally.PhaseCounts counts = tally.phase(phase);
      if (counts != null) {
        phases.put(phase.key(), phase(counts));
      }
    }
    if (!phases.isEmpty()) {
      sections.put("load_phases", phases);
    }
    return sections;
  }

  private static Map<String, Object> phase(BesideTally.PhaseCounts counts) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("sent", counts.sent());
    members.put("completed", counts.completed());
    members.put("failed", counts.failed());
    members.put("cut", counts.cut());
    members.put("prompt_tokens", counts.promptTokens());
    members.put("output_tokens", counts.outputTokens());
    members.put("seconds", (counts.endedNanos() - counts.beganNanos()) / NANOS_PER_SECOND);
    return members;
  }
}
