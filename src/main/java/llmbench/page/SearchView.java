// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What searches for a limit found, for the template: {@code find.json}. */
final class SearchView {
  private SearchView() {}

  /**
   * One each.
   *
   * @param find the file's content; a missing node without a search
   */
  static List<Object> of(JsonNode find) {
    List<Object> views = new ArrayList<>();
    for (JsonNode cell : find.path("cells")) {
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("cell", cell.path("cell").asText());
      view.put("variable", find.path("variable").asText());
      view.put("goals", String.join(" and ", ResultSheet.texts(find.path("goals"))));
      view.put("answer", answer(find, cell));
      view.put("reason", cell.path("reason").asText());
      view.put("knee", cell.path("knee").asText("").replace("null", ""));
      List<Object> probes = new ArrayList<>();
      List<String> front = ResultSheet.texts(cell.path("pareto_front"));
      cell.path("probes").forEach(probe -> probes.add(probe(probe, front)));
      view.put("probes", probes);
      views.add(view);
    }
    return views;
  }

  private static String answer(JsonNode find, JsonNode cell) {
    String none = "not found (" + cell.path("end").asText().replace('_', ' ') + ")";
    if (!cell.path("limit").isNumber()) {
      return none;
    }
    return (cell.path("found").asBoolean() ? "" : none + "; the estimate so far is ")
        + value(cell.path("limit"))
        + " ("
        + Numbers.percent(find.path("confidence").asDouble())
        + ": "
        + end(cell.path("low"), "below the least load")
        + " to "
        + end(cell.path("high"), "above the largest load")
        + ")";
  }

  private static String end(JsonNode value, String otherwise) {
    return value.isNumber() ? value(value) : otherwise;
  }

  /** A rate with decimals, a number of requests in flight without. */
  private static String value(JsonNode value) {
    double number = value.asDouble();
    return number == Math.rint(number) ? Numbers.shown((long) number) : Numbers.shown(number);
  }

  private static Map<String, Object> probe(JsonNode probe, List<String> front) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("case", probe.path("case").asText());
    row.put(
        "cells",
        List.of(
            value(probe.path("value")),
            Numbers.shown(probe.path("requests").asLong()),
            Numbers.shown(probe.path("failed").asLong()),
            Numbers.shown(probe.path("request_throughput").asDouble()),
            Numbers.shown(probe.path("output_throughput").asDouble()),
            Numbers.shown(ResultSheet.number(probe.path("output_tokens_per_s_per_user"))),
            Numbers.shown(probe.path("mean_e2el_ms").asDouble())));
    row.put("front", front.contains(probe.path("case").asText()));
    row.put("goals", goals(probe));
    return row;
  }

  private static String goals(JsonNode probe) {
    if (probe.path("too_short").isTextual()) {
      return "too short: " + probe.path("too_short").asText();
    }
    return (probe.path("holds").asBoolean() ? "hold" : "fail")
        + (probe.path("queue_grew").asBoolean() ? ", the queue grew" : "");
  }
}
