// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the page tells of each case beside charts, for the template. */
final class CaseDetails {
  private static final double P99 = 0.99;

  private CaseDetails() {}

  static List<Object> of(List<PageCase> cases) {
    List<Object> views = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      views.add(view(cases.get(i), i));
    }
    return views;
  }

  private static Map<String, Object> view(PageCase each, int place) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("name", each.name());
    view.put("anchor", PageCase.anchor(place));
    view.put("place", place);
    view.put("open", place == 0);
    view.put("chips", chips(each));
    view.put(
        "verdicts",
        each.verdicts().stream()
            .map(
                verdict ->
                    Map.of(
                        "word", verdict.kind().word,
                        "level", verdict.kind().level,
                        "text", verdict.text()))
            .toList());
    view.put("notes", each.notes());
    view.put("charts", each.streams().requests() > 0);
    view.put("steady", steady(each.sheet()));
    view.put("lanes", Numbers.shown((long) each.chart().lanes().size()));
    view.put("requests", Numbers.shown((long) each.chart().requests()));
    view.put("thinned", each.chart().lanes().size() < each.chart().requests());
    view.put("gap", Numbers.shown(each.chart().gap()));
    view.put("lengths", lengths(each.streams().lengths()));
    view.put("anyLengths", !each.streams().lengths().isEmpty());
    view.put("asked", Flat.rows(each.sheet().ours("lengths")));
    view.put("anyAsked", each.sheet().ours("lengths").isObject());
    view.put("cache", Flat.rows(each.sheet().ours("cache")));
    view.put("anyCache", each.sheet().ours("cache").isObject());
    return view;
  }

  /** Each kind of verdict of a case, once. */
  static List<Map<String, String>> chips(PageCase each) {
    return each.verdicts().stream()
        .map(Verdict::kind)
        .distinct()
        .map(kind -> Map.of("word", kind.word, "level", kind.level))
        .toList();
  }

  private static String steady(ResultSheet sheet) {
    JsonNode steady = sheet.ours("steady");
    return steady.path("found").asBoolean()
        ? "Steady from "
            + Numbers.shown(steady.path("from_s").asDouble())
            + " s to "
            + Numbers.shown(steady.path("to_s").asDouble())
            + " s, in which "
            + Numbers.shown(steady.path("completed").asLong())
            + " requests completed; output "
            + Numbers.shown(steady.path("output_throughput").asDouble())
            + " tok/s."
        : "";
  }

  private static List<Object> lengths(Map<String, LengthTally> lengths) {
    List<Object> rows = new ArrayList<>();
    lengths.forEach(
        (of, tally) ->
            rows.add(
                Map.of(
                    "of",
                    of,
                    "cells",
                    List.of(
                        Numbers.shown(tally.requests()),
                        Numbers.shown((long) tally.quantile(0)),
                        Numbers.shown(tally.mean()),
                        Numbers.shown((long) tally.quantile(0.5)),
                        Numbers.shown((long) tally.quantile(P99)),
                        Numbers.shown((long) tally.quantile(1))))));
    return rows;
  }

  /** All failures of the batch by kind, each with an example. */
  static List<Object> errors(List<PageCase> cases) {
    List<Object> rows = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      ResultSheet sheet = cases.get(i).sheet();
      errors(rows, cases.get(i), i, "failed", sheet.ours("failures"));
      errors(rows, cases.get(i), i, "sent again", sheet.ours("retries", "reasons"));
      errors(rows, cases.get(i), i, "cancelled", sheet.ours("cancelled", "reasons"));
    }
    return rows;
  }

  private static void errors(
      List<Object> rows, PageCase each, int place, String what, JsonNode groups) {
    for (JsonNode group : groups) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", each.name());
      row.put("anchor", PageCase.anchor(place));
      row.put("what", what);
      row.put("kind", group.path("kind").asText());
      row.put("status", group.path("http_status").isNumber() ? group.path("http_status") : "–");
      row.put("count", Numbers.shown(group.path("count").asLong()));
      row.put("example", group.path("example").asText());
      rows.add(row);
    }
  }
}
