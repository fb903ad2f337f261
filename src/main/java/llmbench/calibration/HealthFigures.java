// SPDX-License-Identifier: Apache-2.0
package llmbench.calibration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was seen of the client during a case.
 *
 * @param seconds watched
 * @param loopLagP50Millis see {@link LoopLag}; NaN without a sample, as the next two
 * @param gcPauses collections that stopped the client
 * @param cpuUsed the client's CPU time as a share of the machine's, in [0, 1]
 * @param machineLoad what the whole machine used, in [0, 1]; NaN if the system does not tell
 * @param heapUsed after the last collection, as a share of the largest heap
 */
public record HealthFigures(
    double seconds,
    double loopLagP50Millis,
    double loopLagP99Millis,
    double loopLagMaxMillis,
    long gcPauses,
    long gcTotalMillis,
    long gcLongestMillis,
    double cpuUsed,
    double machineLoad,
    double heapUsed) {

  /** Limits over which a case is suspect; {@code docs/accuracy.md} says why these. */
  static final double MAX_LOOP_LAG_P99_MILLIS = 10;

  static final double MAX_LOOP_LAG_MILLIS = 100;
  static final double MAX_GC_PAUSE_MILLIS = 50;
  static final double MAX_GC_SHARE = 0.02;
  static final double MAX_MACHINE_LOAD = 0.95;
  static final double MAX_CPU_USED = 0.9;
  static final double MAX_HEAP_USED = 0.85;

  private static final double MILLIS_PER_SECOND = 1e3;

  /** For the result's {@code llmbench.client.health}. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    put(members, "loop_lag_p50_ms", loopLagP50Millis);
    put(members, "loop_lag_p99_ms", loopLagP99Millis);
    put(members, "loop_lag_max_ms", loopLagMaxMillis);
    members.put("gc_pauses", gcPauses);
    members.put("gc_total_ms", gcTotalMillis);
    members.put("gc_longest_ms", gcLongestMillis);
    put(members, "cpu_used", cpuUsed);
    put(members, "machine_load", machineLoad);
    put(members, "heap_used", heapUsed);
    return members;
  }

  private static void put(Map<String, Object> members, String name, double value) {
    members.put(name, Double.isNaN(value) ? null : value);
  }

  /** Every limit that was passed: what, how far, and what to do; empty if none was. */
  public List<String> suspicions() {
    List<String> found = new ArrayList<>();
    check(
        found,
        "event-loop lag p99 (ms)",
        loopLagP99Millis,
        MAX_LOOP_LAG_P99_MILLIS,
        "chunks were stamped late; give the client more cores or lower the concurrency");
    check(
        found,
        "event-loop lag max (ms)",
        loopLagMaxMillis,
        MAX_LOOP_LAG_MILLIS,
        "the client stood still once; look for other work on this machine");
    check(
        found,
        "longest GC pause (ms)",
        (double) gcLongestMillis,
        MAX_GC_PAUSE_MILLIS,
        "give the client more heap (jvmArgs -Xmx in the pom)");
    check(
        found,
        "share of time in GC pauses",
        gcTotalMillis / MILLIS_PER_SECOND / seconds,
        MAX_GC_SHARE,
        "give the client more heap (jvmArgs -Xmx in the pom)");
    check(
        found,
        "CPU used by the client",
        cpuUsed,
        MAX_CPU_USED,
        "the client is the bottleneck; run it on a larger machine");
    check(
        found,
        "CPU used on this machine",
        machineLoad,
        MAX_MACHINE_LOAD,
        "move the server or other work away from the client's machine");
    check(
        found,
        "heap used after collection",
        heapUsed,
        MAX_HEAP_USED,
        "give the client more heap (jvmArgs -Xmx in the pom)");
    return found;
  }

  private static void check(
      List<String> found, String what, double value, double limit, String advice) {
    if (value > limit) {
      found.add(String.format(Locale.ROOT, "%s: %.3g, limit %.3g; %s", what, value, limit, advice));
    }
  }
}
