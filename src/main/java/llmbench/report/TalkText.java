// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import llmbench.metrics.ConversationMetrics;
import llmbench.metrics.Description;
import llmbench.metrics.GraphMetrics;
import llmbench.metrics.Percentile;
import llmbench.metrics.TurnGroup;
import llmbench.metrics.TurnSummary;
import llmbench.plan.Case;
import llmbench.plan.DatasetOptions;
import llmbench.plan.LoadSpec;
import llmbench.plan.MultiTurnSpec;
import org.jspecify.annotations.Nullable;

/**
 * What the console says of conversations and agent graphs after the case's block: the statistics
 * that vLLM's multi-turn benchmark prints ({@code process_statistics}), by its definitions; then
 * each turn, and graphs beside their calls, by ours.
 */
public final class TalkText {
  private static final double MEDIAN = 50;
  private static final double PERCENT = 100;
  private static final int MOST_TURNS = 20;

  private TalkText() {}

  /**
   * The lines; empty for a case of other requests.
   *
   * @param options of the data set
   * @param conversations null where there are none
   * @param graphs null where there are none
   */
  public static String of(
      DatasetOptions options,
      @Nullable ConversationMetrics conversations,
      @Nullable GraphMetrics graphs) {
    if (conversations != null && options instanceof DatasetOptions.MultiTurn turns) {
      return conversations(conversations, turns.output().warmupPercentages());
    }
    return graphs == null ? "" : graphs(graphs);
  }

  /** What is said of such a case before its load, in place of when requests come. */
  public static String before(DatasetOptions options, LoadSpec load, Case benchCase) {
    if (options instanceof DatasetOptions.MultiTurn turns) {
      MultiTurnSpec spec = turns.specOf(benchCase);
      return "Clients: "
          + spec.numClients()
          + "\nMaximum active conversations: "
          + spec.activePerClient() * spec.numClients()
          + most(benchCase);
    }
    int active = ((DatasetOptions.AgentGraphs) options).activeIn(benchCase);
    String graphs =
        "Maximum active graphs: "
            + (active == Integer.MAX_VALUE ? "all" : Integer.toString(active))
            + "\n";
    if (DatasetOptions.AgentGraphs.timed(benchCase)) {
      return "Graphs come at times of their own.\n"
          + TrafficLines.of(load, benchCase)
          + graphs
          + most(benchCase).substring(1);
    }
    Integer cap = benchCase.maxConcurrency();
    return graphs
        + "Maximum request concurrency: "
        + (cap == null ? "None" : cap.toString())
        + most(benchCase);
  }

  private static String most(Case benchCase) {
    return "\nRequests at most: " + benchCase.requests() + "\n";
  }

  private static String conversations(ConversationMetrics metrics, List<Double> warmups) {
    StringBuilder text = new StringBuilder();
    for (double percent : warmups) {
      TurnSummary summary = metrics.vllmSummary(percent / PERCENT);
      text.append(
          warmups.size() == 1 && percent == 0
              ? "Statistics summary:\n"
              : "Statistics summary (assuming "
                  + new BigDecimal(percent).setScale(0, RoundingMode.HALF_EVEN)
                  + "% warmup samples):\n");
      text.append(
          String.format(
              Locale.ROOT,
              "runtime_sec = %.3f\nrequests_per_sec = %.3f\n",
              summary.runtimeSeconds(),
              summary.requestsPerSecond()));
      if (summary.warmedUp()) {
        text.append(
            String.format(
                Locale.ROOT,
                "warmup_runtime_sec = %.3f\ntotal_runtime_incl_warmup_sec = %.3f\n",
                summary.warmupSeconds(),
                summary.totalSeconds()));
      }
      text.append(DescriptionTable.text(summary.columns()));
    }
    text.append(turns(metrics.byTurn()));
    return text.toString();
  }

  private static String turns(List<TurnGroup> groups) {
    List<List<String>> columns = new ArrayList<>();
    List<TurnGroup> shown = groups.subList(0, Math.min(groups.size(), MOST_TURNS));
    columns.add(column("turn", shown.stream().map(g -> Integer.toString(g.turn())).toList()));
    columns.add(column("ok", shown.stream().map(g -> Integer.toString(g.completed())).toList()));
    columns.add(column("failed", shown.stream().map(g -> Integer.toString(g.failed())).toList()));
    columns.add(column("TTFT p50", shown.stream().map(g -> mid(g.ttftMillis())).toList()));
    columns.add(column("TPOT p50", shown.stream().map(g -> mid(g.tpotMillis())).toList()));
    columns.add(column("E2EL p50", shown.stream().map(g -> mid(g.e2elMillis())).toList()));
    columns.add(column("input", shown.stream().map(g -> mean(g.inputTokens())).toList()));
    columns.add(column("output", shown.stream().map(g -> mean(g.outputTokens())).toList()));
    columns.add(
        column("cached% ~", shown.stream().map(g -> mean(g.approxCachedPercent())).toList()));
    columns.add(column("cached%", shown.stream().map(g -> mean(g.cachedPercent())).toList()));
    String table = shown.isEmpty() ? "" : BatchTable.lines(columns);
    return groups.size() == shown.size()
        ? table
        : table + "… " + (groups.size() - shown.size()) + " further turns are in the result\n";
  }

  private static List<String> column(String heading, List<String> values) {
    List<String> column = new ArrayList<>(List.of(heading));
    column.addAll(values);
    return column;
  }

  private static String graphs(GraphMetrics metrics) {
    Map<String, Description> rows = new LinkedHashMap<>();
    rows.put("graph_ms", metrics.graphMillis());
    rows.put("model_ms", metrics.modelMillis());
    rows.put("call_ms", metrics.callMillis());
    rows.put("calls_per_graph", metrics.callsPerGraph());
    return String.format(
            Locale.ROOT,
            "Graphs: %d completed, %d failed, %d unfinished; calls: %d completed, %d failed, %d not"
                + " run\n",
            metrics.completed(),
            metrics.failed(),
            metrics.unfinished(),
            metrics.callsCompleted(),
            metrics.callsFailed(),
            metrics.callsNotRun())
        + DescriptionTable.text(rows);
  }

  private static String mid(Description of) {
    for (Percentile quantile : of.quantiles()) {
      if (quantile.rank() == MEDIAN) {
        return number(quantile.millis());
      }
    }
    return number(Double.NaN);
  }

  private static String mean(Description of) {
    return number(of.mean());
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : ConsoleBlock.twoDecimals(value);
  }
}
