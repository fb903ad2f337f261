// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.Arrays;
import java.util.List;

/**
 * Latencies from the time at which a request was due, not from its send, so that what the client
 * sent late is not left out (coordinated omission; Tene, How NOT to Measure Latency, 2013).
 *
 * @param ttft first output chunk − due
 * @param e2el last output chunk − due
 * @param lag send − due, or − the time at which a cap on concurrency let it go, of all requests
 *     sent, failed ones included: what the client alone is late
 * @param maxLagMillis the largest; 0 without requests
 * @param held how long a cap on concurrency held requests back, of those that it held
 */
public record FromIntended(
    LatencyStats ttft,
    LatencyStats e2el,
    LatencyStats lag,
    double maxLagMillis,
    LatencyStats held) {
  private static final List<Double> LAG_PERCENTILES = List.of(50.0, 99.0);

  static FromIntended of(RequestTable table, int[] rows, List<Double> percentiles) {
    double[] ttfts = new double[rows.length];
    double[] e2els = new double[rows.length];
    double[] lags = new double[rows.length];
    double[] helds = new double[rows.length];
    int held = 0;
    int completed = 0;
    for (int i = 0; i < rows.length; i++) {
      int row = rows[i];
      long wait = table.heldNanos(row);
      if (wait > 0) {
        helds[held++] = RequestSamples.seconds(wait);
      }
      lags[i] = RequestSamples.seconds(table.sentNanos(row) - table.intendedNanos(row) - wait);
      if (table.succeeded(Reading.OUTPUT, row)) {
        long late = table.sentNanos(row) - table.intendedNanos(row);
        ttfts[completed] = RequestSamples.seconds(late + table.firstOutput(row));
        e2els[completed] = RequestSamples.seconds(late + table.lastOutput(row));
        completed++;
      }
    }
    double most = Arrays.stream(lags).max().orElse(0);
    return new FromIntended(
        LatencyStats.of(Arrays.copyOf(ttfts, completed), percentiles),
        LatencyStats.of(Arrays.copyOf(e2els, completed), percentiles),
        LatencyStats.of(lags, LAG_PERCENTILES),
        most * 1000,
        LatencyStats.of(Arrays.copyOf(helds, held), LAG_PERCENTILES));
  }
}
