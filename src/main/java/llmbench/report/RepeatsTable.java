// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import java.util.ArrayList;
import java.util.List;
import llmbench.metrics.RepeatStats;
import llmbench.plan.RepeatSpec;
import llmbench.results.RepeatedCase;
import org.jspecify.annotations.Nullable;

/**
 * The table of cases over their repeats: a row for each, with mean, half width of the 95 % interval
 * and coefficient of variation of the main figures. Latencies are in milliseconds.
 *
 * <pre>
 * case over its runs  runs            req/s  …
 * io16x4_mc2_np6         5  2.10 ±0.05 (1.9%)
 * </pre>
 */
public final class RepeatsTable {
  private static final double PERCENT = 100;

  /** A column's heading and its figure. */
  private record Column(String heading, String figure) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("req/s", "request_throughput"),
          new Column("output tok/s", "output_throughput"),
          new Column("TTFT mean", "mean_ttft_ms"),
          new Column("TPOT mean", "mean_tpot_ms"),
          new Column("E2EL mean", "mean_e2el_ms"));

  private RepeatsTable() {}

  /** The table, every line ended by a line feed; empty without cases. */
  public static String of(List<RepeatedCase> cases) {
    if (cases.isEmpty()) {
      return "";
    }
    List<List<String>> columns = new ArrayList<>();
    columns.add(new ArrayList<>(List.of("case over its runs: mean ±95 % half width (CV)")));
    columns.add(new ArrayList<>(List.of("runs")));
    COLUMNS.forEach(column -> columns.add(new ArrayList<>(List.of(column.heading()))));
    for (RepeatedCase repeated : cases) {
      columns.get(0).add(repeated.benchCase().cellName());
      columns.get(1).add(Integer.toString(repeated.runs()));
      for (int i = 0; i < COLUMNS.size(); i++) {
        columns.get(i + 2).add(cell(repeated.figures().get(COLUMNS.get(i).figure())));
      }
    }
    return BatchTable.lines(columns);
  }

  /**
   * A sentence that a case needs no further run.
   *
   * @param stats the figure's, with an interval
   */
  public static String enough(String cellName, RepeatSpec.Until until, RepeatStats stats) {
    return cellName
        + ": "
        + until.figure()
        + " is "
        + cell(stats)
        + " after "
        + stats.runs()
        + " runs; no further run is needed";
  }

  private static String cell(@Nullable RepeatStats stats) {
    if (stats == null) {
      return "-";
    }
    String mean = ConsoleBlock.twoDecimals(stats.mean());
    if (stats.halfWidth() == null || stats.cv() == null) {
      return mean;
    }
    return mean
        + " ±"
        + ConsoleBlock.twoDecimals(stats.halfWidth())
        + " ("
        + ConsoleBlock.twoDecimals(PERCENT * stats.cv())
        + "%)";
  }
}
