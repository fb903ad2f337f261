// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import java.util.List;
import java.util.Locale;
import llmbench.metrics.Distribution;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.Metric;

/** The table that closes a batch: a row for each case that ran. */
public final class BatchTable {
  private BatchTable() {}

  /** A case's figures; times in milliseconds. */
  public record Row(String name, ServingMetrics metrics) {}

  /** The table, without a line end after its last line. */
  public static String of(List<Row> rows) {
    int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
    width = Math.max(width, "case".length());
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "%-" + width + "s %6s %6s %9s %10s %10s %10s %9s %9s %11s",
            "case",
            "ok",
            "failed",
            "req/s",
            "out tok/s",
            "TTFT mean",
            "TTFT p50",
            "TPOT mean",
            "ITL mean",
            "E2EL mean"));
    for (Row row : rows) {
      ServingMetrics m = row.metrics();
      table
          .append('\n')
          .append(
              String.format(
                  Locale.ROOT,
                  "%-" + width + "s %6d %6d %9.2f %10.2f %10.2f %10.2f %9.2f %9.2f %11.2f",
                  row.name(),
                  m.completed(),
                  m.failed(),
                  m.requestThroughput(),
                  m.outputThroughput(),
                  of(m, Metric.TTFT).mean(),
                  of(m, Metric.TTFT).median(),
                  of(m, Metric.TPOT).mean(),
                  of(m, Metric.ITL).mean(),
                  of(m, Metric.E2EL).mean()));
    }
    return table.toString();
  }

  private static Distribution of(ServingMetrics metrics, Metric metric) {
    return java.util.Objects.requireNonNull(metrics.latencies().get(metric));
  }
}
