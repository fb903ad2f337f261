// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import llmbench.plan.MetricSpec;
import llmbench.plan.Slo;
import llmbench.recording.RequestClass;
import org.jspecify.annotations.Nullable;

/**
 * The limits that requests are judged by: metric by metric a request's own, that is its row's or
 * its class's, else those for all ({@code goodput}), as inference-perf has it ({@code
 * calculate_goodput_metrics} in {@code inference_perf/reportgen/base.py}). A metric without limit
 * is not judged, so a completed request without any is good.
 *
 * @param common those for all
 * @param any whether any request has a limit; else there is no goodput
 */
record Limits(Slo common, boolean any) {
  /** No limit at all. */
  static final Limits NONE = new Limits(Slo.NONE, false);

  /** Those of some requests. */
  static Limits of(RequestTable table, int[] rows, MetricSpec spec) {
    @Nullable Slo slo = spec.slo();
    boolean any = slo != null && !slo.equals(Slo.NONE);
    for (int i = 0; i < rows.length && !any; i++) {
      any = table.about(rows[i]).workload().limited();
    }
    return new Limits(slo == null ? Slo.NONE : slo, any);
  }

  /** The limits of a request; {@link Slo#NONE} without any. */
  Slo of(RequestClass request) {
    return request.limited()
        ? new Slo(request.ttftMillis(), request.tpotMillis(), request.e2elMillis()).over(common)
        : common;
  }

  /**
   * Whether a completed request met all of its limits, the limits themselves included. Times in
   * seconds.
   *
   * @param tpot 0 for a single token, as in vLLM
   */
  boolean met(RequestClass request, double ttft, double tpot, double e2el) {
    Slo slo = of(request);
    return met(slo.ttftMillis(), ttft)
        && met(slo.tpotMillis(), tpot)
        && met(slo.e2elMillis(), e2el);
  }

  /** Whether one limit is met; null is. */
  static boolean met(@Nullable Double limitMillis, double seconds) {
    return limitMillis == null || limitMillis / 1000 >= seconds;
  }
}
