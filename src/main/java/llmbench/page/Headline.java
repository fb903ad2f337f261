// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page's first lines: whether the figures stand, and what speaks against them. */
final class Headline {
  private Headline() {}

  /**
   * For the template.
   *
   * @param status the run's {@code status.json}; a missing node without one
   */
  static Map<String, Object> of(List<PageCase> cases, JsonNode status) {
    List<String> notMeasured = notMeasured(cases, status);
    List<Object> chips = new ArrayList<>();
    boolean bad = !notMeasured.isEmpty();
    boolean warn = false;
    for (Verdict.Kind kind : Verdict.Kind.values()) {
      List<Map<String, Object>> told = told(cases, kind);
      if (told.isEmpty()) {
        continue;
      }
      bad |= kind.level.equals("bad");
      warn |= kind.level.equals("warn");
      Map<String, Object> chip = new LinkedHashMap<>();
      chip.put("level", kind.level);
      chip.put("word", kind.word);
      chip.put("cases", ofCases(casesWith(cases, kind), cases.size()));
      chip.put("told", told);
      chips.add(chip);
    }
    if (!notMeasured.isEmpty()) {
      chips.add(
          Map.of(
              "level",
              "bad",
              "word",
              "not measured",
              "cases",
              Integer.toString(notMeasured.size()),
              "told",
              List.of(
                  Map.of(
                      "name",
                      String.join(", ", notMeasured),
                      "anchor",
                      "cases",
                      "text",
                      "in the batch, but without a result"))));
    }
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("level", bad ? "bad" : warn ? "warn" : "good");
    view.put("sentence", sentence(cases.size(), bad, warn));
    view.put("chips", chips);
    return view;
  }

  private static String sentence(int cases, boolean bad, boolean warn) {
    String measured = cases == 1 ? "1 case measured" : cases + " cases measured";
    if (bad) {
      return measured + ". Read this before the figures.";
    }
    return warn
        ? measured + ": all requests completed, and some figures have reservations."
        : measured + ": all requests completed, every case is whole and steady.";
  }

  private static long casesWith(List<PageCase> cases, Verdict.Kind kind) {
    return cases.stream()
        .filter(each -> each.verdicts().stream().anyMatch(verdict -> verdict.kind() == kind))
        .count();
  }

  private static String ofCases(long some, int all) {
    return some == all ? (all == 1 ? "" : "all cases") : some + " of " + all + " cases";
  }

  private static List<Map<String, Object>> told(List<PageCase> cases, Verdict.Kind kind) {
    List<Map<String, Object>> told = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      for (Verdict verdict : cases.get(i).verdicts()) {
        if (verdict.kind() == kind) {
          told.add(
              Map.of(
                  "name", cases.get(i).name(),
                  "anchor", PageCase.anchor(i),
                  "text", verdict.text()));
        }
      }
    }
    boolean same = told.stream().map(each -> each.get("text")).distinct().count() == 1;
    return same && told.size() == cases.size() && told.size() > 1
        ? List.of(
            Map.of(
                "name", "every case",
                "anchor", "cases",
                "text", String.valueOf(told.get(0).get("text"))))
        : told;
  }

  private static List<String> notMeasured(List<PageCase> cases, JsonNode status) {
    List<String> measured = cases.stream().map(PageCase::name).toList();
    List<String> missing = new ArrayList<>();
    for (JsonNode each : status.path("cases")) {
      if (each.path("filename").isNull() && !measured.contains(each.path("case").asText())) {
        String why = each.path("outcome").asText().replace('_', ' ').toLowerCase(Locale.ROOT);
        missing.add(each.path("case").asText() + " (" + why + ")");
      }
    }
    return missing;
  }
}
