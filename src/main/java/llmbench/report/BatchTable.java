// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import llmbench.metrics.LatencyStats;
import llmbench.metrics.Percentile;
import llmbench.metrics.ServingFigures;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.AnswerKind;
import llmbench.plan.Case;
import llmbench.plan.Metric;

/**
 * The table at the end of a batch: one row per case. Latencies are in milliseconds; the percentile
 * shown is the highest one asked for. A row keeps figures only, not the samples.
 */
public final class BatchTable {
  /**
   * A case's row.
   *
   * @param name the case
   * @param figures its figures
   * @param streamed whether its answers came as streams
   */
  private record Row(String name, ServingFigures figures, boolean streamed) {}

  private final List<Row> rows = new ArrayList<>();

  /** Adds a case below the others. */
  public void add(Case benchCase, ServingMetrics metrics, AnswerKind answers) {
    add(benchCase.name(), metrics.figures(), answers);
  }

  /** Adds a row of that name below the others. */
  void add(String name, ServingFigures figures, AnswerKind answers) {
    rows.add(new Row(name, figures, answers == AnswerKind.STREAMED));
  }

  /** The table, every line ended by a line feed; empty without rows. */
  public String text() {
    return rows.isEmpty() ? "" : lines(columns("case"));
  }

  /**
   * The columns, each with its heading first. There must be a row.
   *
   * @param what a row is of
   */
  List<List<String>> columns(String what) {
    String tail = tailName(rows.get(0).figures());
    List<List<String>> columns = new ArrayList<>();
    columns.add(column(what + " (latencies in ms)", Row::name));
    columns.add(column("completed", row -> Integer.toString(row.figures().completed())));
    columns.add(column("failed", row -> Integer.toString(row.figures().failed())));
    columns.add(column("req/s", row -> decimals(row.figures().requestThroughput())));
    columns.add(column("output tok/s", row -> decimals(row.figures().outputThroughput())));
    columns.add(column("TTFT mean", row -> mean(row, Metric.TTFT)));
    columns.add(column("TTFT " + tail, row -> tail(row, Metric.TTFT)));
    columns.add(column("TPOT mean", row -> mean(row, Metric.TPOT)));
    columns.add(column("ITL " + tail, row -> tail(row, Metric.ITL)));
    columns.add(column("E2EL mean", row -> mean(row, Metric.E2EL)));
    return columns;
  }

  private List<String> column(String heading, Function<Row, String> cell) {
    List<String> column = new ArrayList<>();
    column.add(heading);
    rows.forEach(row -> column.add(cell.apply(row)));
    return column;
  }

  /** The first column to the left, the others to the right, two spaces between. */
  static String lines(List<List<String>> columns) {
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < columns.get(0).size(); line++) {
      for (int i = 0; i < columns.size(); i++) {
        List<String> column = columns.get(i);
        int width = column.stream().mapToInt(String::length).max().orElse(0);
        String cell = column.get(line);
        String pad = " ".repeat(width - cell.length());
        text.append(i == 0 ? cell + pad : "  " + pad + cell);
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String mean(Row row, Metric metric) {
    LatencyStats stats = row.figures().latency(metric);
    return missing(row, stats) ? "-" : decimals(stats.meanMillis());
  }

  private static String tail(Row row, Metric metric) {
    LatencyStats stats = row.figures().latency(metric);
    List<Percentile> percentiles = stats.percentiles();
    return percentiles.isEmpty() || missing(row, stats)
        ? "-"
        : decimals(highest(percentiles).millis());
  }

  /** Whether answers that came have no such figure, as those that came whole have no TTFT. */
  private static boolean missing(Row row, LatencyStats stats) {
    return stats.count() == 0 && !row.streamed() && row.figures().completed() > 0;
  }

  private static String tailName(ServingFigures figures) {
    LatencyStats stats = figures.latency(Metric.TTFT);
    return stats.percentiles().isEmpty() ? "p-" : "p" + highest(stats.percentiles()).word();
  }

  private static Percentile highest(List<Percentile> percentiles) {
    return percentiles.stream()
        .reduce((one, other) -> one.rank() >= other.rank() ? one : other)
        .orElseThrow();
  }

  private static String decimals(double value) {
    return ConsoleBlock.twoDecimals(value);
  }
}
