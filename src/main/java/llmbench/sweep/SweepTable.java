// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A sweep's points side by side, for the console: the mean of each figure over a point's runs. */
public final class SweepTable {
  /**
   * A column.
   *
   * @param key the figure in a result
   * @param head its head, not longer than the column is wide
   */
  public record Column(String key, String head) {}

  /** Of a sweep with load. */
  public static final List<Column> LOAD =
      List.of(
          new Column("request_throughput", "req/s"),
          new Column("output_throughput", "out tok/s"),
          new Column("mean_ttft_ms", "TTFT ms"),
          new Column("mean_tpot_ms", "TPOT ms"),
          new Column("mean_e2el_ms", "E2EL ms"));

  /** Of a sweep of starts. */
  public static final List<Column> STARTUP =
      List.of(new Column("ready_s", "ready s"), new Column("first_token_s", "token s"));

  private static final int WIDTH = 11;
  private static final int LEAST = 5;

  private SweepTable() {}

  /**
   * A row for each point, with a dash where no run has the figure.
   *
   * @param results by the name of their point
   */
  public static String of(Map<String, List<ObjectNode>> results, List<Column> columns) {
    int names = results.keySet().stream().mapToInt(String::length).max().orElse(0);
    int first = Math.max(LEAST, names);
    StringBuilder text = new StringBuilder();
    text.append(padded("point", first)).append(right("runs", LEAST));
    columns.forEach(column -> text.append(right(column.head(), WIDTH)));
    results.forEach(
        (name, runs) -> {
          text.append('\n').append(padded(name, first));
          text.append(right(String.valueOf(runs.size()), LEAST));
          columns.forEach(column -> text.append(right(mean(runs, column.key()), WIDTH)));
        });
    return text.append('\n').toString();
  }

  private static String mean(List<ObjectNode> runs, String key) {
    double[] values =
        runs.stream()
            .map(run -> run.path(key))
            .filter(JsonNode::isNumber)
            .mapToDouble(JsonNode::doubleValue)
            .toArray();
    double total = 0;
    for (double value : values) {
      total += value;
    }
    return values.length == 0 ? "-" : String.format(Locale.ROOT, "%.2f", total / values.length);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(1, width - text.length())) + text;
  }
}
