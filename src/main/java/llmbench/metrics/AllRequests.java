// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;

/**
 * Percentiles over all requests that were sent, the failed ones as infinitely slow. A mean there
 * has no meaning.
 *
 * @param requests requests sent
 * @param failed those that failed
 * @param latencies of TTFT, TPOT and E2EL the median, then the percentiles asked for; infinite
 *     where it falls on a failed request, 0 without requests
 */
public record AllRequests(int requests, int failed, Map<Metric, List<Percentile>> latencies) {
  /** The metrics of which each request has one value, where answers have it. */
  public static final List<Metric> METRICS = List.of(Metric.TTFT, Metric.TPOT, Metric.E2EL);

  static AllRequests of(EventWalk walk, MetricSpec spec) {
    Map<Metric, List<Percentile>> latencies = new EnumMap<>(Metric.class);
    int[] failed = {0};
    for (Metric metric : METRICS.stream().filter(spec.answers()::has).toList()) {
      double[] values = new double[walk.requests()];
      int[] filled = {0};
      failed[0] = 0;
      walk.walk(
          new EventSink() {
            @Override
            public boolean eachChunk() {
              return false;
            }

            @Override
            public void value(Metric which, int request, long atNanos, double seconds) {
              if (which == metric) {
                values[filled[0]++] = seconds;
              }
            }

            @Override
            public void failed(long atNanos) {
              failed[0]++;
              values[filled[0]++] = Double.POSITIVE_INFINITY;
            }
          });
      double[] sorted = Arrays.copyOf(values, filled[0]);
      Arrays.sort(sorted);
      List<Percentile> found = new ArrayList<>();
      found.add(new Percentile(50, percentile(sorted, 50) * 1000));
      for (double rank : spec.percentiles()) {
        found.add(new Percentile(rank, percentile(sorted, rank) * 1000));
      }
      latencies.put(metric, List.copyOf(found));
    }
    return new AllRequests(walk.requests(), failed[0], latencies);
  }

  /** Linear, as elsewhere: infinite as soon as an infinite neighbour has a part in it. */
  private static double percentile(double[] sorted, double rank) {
    if (sorted.length == 0) {
      return 0;
    }
    double position = (sorted.length - 1) * (rank / 100);
    boolean infinite = sorted[(int) Math.ceil(position)] == Double.POSITIVE_INFINITY;
    return infinite ? Double.POSITIVE_INFINITY : LatencyStats.linearPercentile(sorted, rank);
  }
}
