// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cases that were run several times, for the template: {@code repeats.json} beside each run. */
final class RepeatsView {
  private RepeatsView() {}

  /**
   * A table for each case.
   *
   * @param columns those of the table of cases
   * @param repeats the file's content; a missing node without repeats. Cases of which it has more
   *     or fewer runs than the page are of another batch, and passed over
   */
  static List<Object> of(List<PageCase> cases, List<CaseColumn> columns, JsonNode repeats) {
    List<Object> views = new ArrayList<>();
    for (JsonNode repeated : repeats.path("cases")) {
      String cell = repeated.path("case").asText();
      List<Object> runs = new ArrayList<>();
      List<CaseColumn> shown =
          columns.stream().filter(column -> repeated.path("figures").has(column.key())).toList();
      for (int place = 0; place < cases.size(); place++) {
        if (isOf(cases.get(place).name(), cell)) {
          runs.add(run(cases.get(place), place, shown));
        }
      }
      List<String> leftOut = ResultSheet.texts(repeated.path("left_out"));
      if (runs.size() > 1 && runs.size() == repeated.path("runs").asInt() + leftOut.size()) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("cell", cell);
        view.put("leftOut", String.join(", ", leftOut));
        view.put("leftOutAre", leftOut.size() == 1 ? "is" : "are");
        view.put("columns", shown.stream().map(CaseColumn::view).toList());
        view.put("runs", runs);
        view.put("totals", totals(repeated.path("figures"), shown));
        views.add(view);
      }
    }
    return views;
  }

  /** The first run has the name that all have in common. */
  private static boolean isOf(String name, String cell) {
    return name.equals(cell)
        || (name.startsWith(cell + "_run")
            && name.substring(cell.length() + 4).chars().allMatch(Character::isDigit));
  }

  private static Map<String, Object> run(PageCase run, int place, List<CaseColumn> columns) {
    List<String> cells = new ArrayList<>();
    for (CaseColumn column : columns) {
      @Nullable Figure figure = ResultFigures.whole(run.sheet(), column.key());
      cells.add(Numbers.shown(figure == null ? null : (Double) figure.v()));
    }
    return Map.of("name", run.name(), "anchor", PageCase.anchor(place), "cells", cells);
  }

  private static List<Object> totals(JsonNode figures, List<CaseColumn> columns) {
    List<String> means = new ArrayList<>();
    List<String> halves = new ArrayList<>();
    List<String> variations = new ArrayList<>();
    for (CaseColumn column : columns) {
      JsonNode stats = figures.path(column.key());
      @Nullable Double half = ResultSheet.number(stats.path("ci95_half_width"));
      means.add(Numbers.shown(ResultSheet.number(stats.path("mean"))));
      halves.add(half == null ? "–" : "± " + Numbers.shown(half));
      variations.add(
          stats.path("cv").isNumber() ? Numbers.percent(stats.path("cv").asDouble()) : "–");
    }
    return List.of(
        Map.of("name", "Mean", "cells", means),
        Map.of("name", "95 % half width", "cells", halves),
        Map.of("name", "Coefficient of variation", "cells", variations));
  }
}
