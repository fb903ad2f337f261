// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The table of cases, for the template: it is whole without a script, which only sorts it. */
final class CaseTable {
  private final List<PageCase> cases;
  private final List<CaseColumn> columns;

  CaseTable(List<PageCase> cases) {
    this.cases = cases;
    this.columns = columns();
  }

  private List<CaseColumn> columns() {
    String tail =
        cases.stream()
            .map(each -> ResultFigures.tail(each.sheet()))
            .max(ResultFigures.BY_RANK)
            .orElse("");
    List<CaseColumn> all = new ArrayList<>();
    all.add(new CaseColumn("Requests", "req/s", "request_throughput", CaseColumn.Better.MORE));
    all.add(new CaseColumn("Goodput", "req/s", "request_goodput", CaseColumn.Better.MORE));
    all.add(new CaseColumn("Output", "tok/s", "output_throughput", CaseColumn.Better.MORE));
    all.add(new CaseColumn("Total", "tok/s", "total_token_throughput", CaseColumn.Better.MORE));
    for (String metric : ResultFigures.METRICS) {
      String name = metric.toUpperCase(Locale.ROOT);
      all.add(
          new CaseColumn(
              name + " median", "ms", ResultFigures.key("median", metric), CaseColumn.Better.LESS));
      if (!tail.isEmpty()) {
        all.add(
            new CaseColumn(
                name + " " + tail, "ms", ResultFigures.key(tail, metric), CaseColumn.Better.LESS));
      }
    }
    return all.stream()
        .filter(column -> cases.stream().anyMatch(each -> figure(each, column) != null))
        .toList();
  }

  /** Those of which a case at least has the figure. */
  List<CaseColumn> shown() {
    return columns;
  }

  /** For the template. */
  Map<String, Object> view() {
    List<Object> rows = new ArrayList<>();
    List<@Nullable Double> best = columns.stream().map(this::best).toList();
    for (int i = 0; i < cases.size(); i++) {
      rows.add(row(i, best));
    }
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("columns", columns.stream().map(CaseColumn::view).toList());
    view.put("rows", rows);
    view.put("several", cases.size() > 1);
    return view;
  }

  private Map<String, Object> row(int place, List<@Nullable Double> best) {
    PageCase each = cases.get(place);
    List<Object> cells = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      cells.add(cell(figure(each, columns.get(i)), best.get(i)));
    }
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", each.name());
    row.put("anchor", PageCase.anchor(place));
    row.put("place", place);
    row.put("completed", Numbers.shown((long) each.sheet().completed()));
    row.put("completedValue", each.sheet().completed());
    row.put("failed", Numbers.shown((long) each.sheet().failed()));
    row.put("failedValue", each.sheet().failed());
    row.put("anyFailed", each.sheet().failed() > 0);
    row.put("verdicts", CaseDetails.chips(each));
    row.put("cells", cells);
    return row;
  }

  private static Map<String, Object> cell(@Nullable Figure figure, @Nullable Double best) {
    Map<String, Object> cell = new LinkedHashMap<>();
    cell.put("text", Numbers.shown(figure == null ? null : figure.v()));
    cell.put("value", figure == null ? "" : figure.v());
    cell.put("best", figure != null && best != null && figure.v() == best);
    if (figure != null && figure.lo() != null && figure.hi() != null) {
      cell.put("interval", Numbers.shown(figure.lo()) + " – " + Numbers.shown(figure.hi()));
    }
    return cell;
  }

  private static @Nullable Figure figure(PageCase each, CaseColumn column) {
    return ResultFigures.whole(each.sheet(), column.key());
  }

  /** The best value of a column; null if there is nothing to compare. */
  private @Nullable Double best(CaseColumn column) {
    List<Double> values =
        cases.stream()
            .map(each -> figure(each, column))
            .filter(Objects::nonNull)
            .map(Figure::v)
            .distinct()
            .toList();
    if (values.size() < 2) {
      return null;
    }
    return column.better() == CaseColumn.Better.MORE
        ? values.stream().max(Double::compare).orElseThrow()
        : values.stream().min(Double::compare).orElseThrow();
  }
}
