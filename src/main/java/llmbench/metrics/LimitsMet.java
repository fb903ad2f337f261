// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import llmbench.plan.Metric;
import llmbench.plan.Slo;
import org.jspecify.annotations.Nullable;

/**
 * How many requests met their limits.
 *
 * @param requests completed requests that met all of theirs
 * @param ratio the same as a share of all that ended, failed ones included; 0 if none ended
 * @param outputTokens output tokens of those requests
 * @param ratios for TTFT, TPOT and E2EL, where any request has such a limit: those that met it as a
 *     share of those that have it, failed ones included
 */
public record LimitsMet(
    long requests, double ratio, long outputTokens, Map<Metric, Double> ratios) {

  /** Copies the map, in the metrics' order. */
  public LimitsMet {
    ratios = Collections.unmodifiableMap(new EnumMap<>(ratios));
  }

  /** Of some requests; null if none has a limit. */
  static @Nullable LimitsMet of(RequestTable table, int[] rows, Limits limits) {
    if (!limits.any()) {
      return null;
    }
    Map<Metric, int[]> counts = new EnumMap<>(Metric.class); // with the limit, met
    long good = 0;
    long tokens = 0;
    for (int row : rows) {
      Slo slo = limits.of(table.about(row).workload());
      boolean all = table.succeeded(Reading.OUTPUT, row);
      double ttft = all ? RequestSamples.seconds(table.firstOutput(row)) : 0;
      double e2el = all ? RequestSamples.seconds(table.lastOutput(row)) : 0;
      int output = table.outputTokens(row);
      double tpot = output > 1 ? (e2el - ttft) / (output - 1) : 0;
      boolean completed = all;
      all &= count(counts, Metric.TTFT, slo.ttftMillis(), completed, ttft);
      all &= count(counts, Metric.TPOT, slo.tpotMillis(), completed, tpot);
      all &= count(counts, Metric.E2EL, slo.e2elMillis(), completed, e2el);
      good += all ? 1 : 0;
      tokens += all ? output : 0;
    }
    Map<Metric, Double> ratios = new EnumMap<>(Metric.class);
    counts.forEach((metric, of) -> ratios.put(metric, (double) of[1] / of[0]));
    return new LimitsMet(good, rows.length == 0 ? 0 : (double) good / rows.length, tokens, ratios);
  }

  private static boolean count(
      Map<Metric, int[]> counts,
      Metric metric,
      @Nullable Double limitMillis,
      boolean completed,
      double seconds) {
    if (limitMillis == null) {
      return true;
    }
    boolean met = completed && Limits.met(limitMillis, seconds);
    int[] of = counts.computeIfAbsent(metric, unused -> new int[2]);
    of[0]++;
    of[1] += met ? 1 : 0;
    return met;
  }
}
