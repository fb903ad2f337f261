// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import java.util.ArrayList;
import java.util.List;
import llmbench.metrics.WorkloadFigures;
import llmbench.plan.AnswerKind;

/**
 * The table of a case's classes of requests: a row for each, as {@link BatchTable} has it for
 * cases, and how many requests a second, and which share of all, met their limits.
 */
public final class WorkloadTable {
  private static final double PERCENT = 100;

  private WorkloadTable() {}

  /** The table, every line ended by a line feed; empty without classes. */
  public static String of(List<WorkloadFigures> classes, AnswerKind answers) {
    if (classes.isEmpty()) {
      return "";
    }
    BatchTable rows = new BatchTable();
    List<String> goodput = new ArrayList<>(List.of("goodput req/s"));
    List<String> met = new ArrayList<>(List.of("met SLO"));
    for (WorkloadFigures each : classes) {
      rows.add(each.name(), each.figures(), answers);
      Double rate = each.figures().requestGoodput();
      goodput.add(rate == null ? "-" : ConsoleBlock.twoDecimals(rate));
      met.add(
          each.met() == null ? "-" : ConsoleBlock.twoDecimals(PERCENT * each.met().ratio()) + "%");
    }
    List<List<String>> columns = rows.columns("class");
    columns.add(goodput);
    columns.add(met);
    return BatchTable.lines(columns);
  }
}
