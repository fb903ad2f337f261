// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How the figures were made, for the template: options, versions, seeds, noise, definitions. */
final class HowMade {
  private HowMade() {}

  static Map<String, Object> of(List<PageCase> cases, Path folder) {
    ResultSheet first = cases.get(0).sheet();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("options", each(cases, "options"));
    view.put("versions", each(cases, "versions"));
    view.put("seeds", seeds(cases));
    List<Object> noise = noise(first.ours("client", "noise_floor"));
    view.put("noise", noise);
    view.put("anyNoise", !noise.isEmpty());
    List<Object> definitions = new ArrayList<>();
    first
        .ours("definitions")
        .properties()
        .forEach(
            field ->
                definitions.add(
                    Map.of(
                        "key", field.getKey(),
                        "text", field.getValue().asText(),
                        "link", DefinitionLinks.of(field.getKey(), folder))));
    view.put("definitions", definitions);
    view.put("metrics", DefinitionLinks.page(folder));
    return view;
  }

  /** Each different value of a member, with the cases that have it. */
  private static List<Object> each(List<PageCase> cases, String member) {
    Map<JsonNode, List<String>> having = new LinkedHashMap<>();
    for (PageCase each : cases) {
      having.computeIfAbsent(each.sheet().ours(member), key -> new ArrayList<>()).add(each.name());
    }
    List<Object> views = new ArrayList<>();
    having.forEach(
        (value, names) -> {
          List<Object> rows = new ArrayList<>();
          value
              .properties()
              .forEach(
                  field ->
                      rows.add(
                          Map.of(
                              "key",
                              field.getKey(),
                              "value",
                              field.getValue().isTextual()
                                  ? field.getValue().asText()
                                  : field.getValue().toString())));
          views.add(
              Map.of("cases", having.size() == 1 ? "" : String.join(", ", names), "rows", rows));
        });
    return views;
  }

  private static String seeds(List<PageCase> cases) {
    Set<String> seeds = new LinkedHashSet<>();
    cases.forEach(each -> seeds.add(each.sheet().ours("seed").asText()));
    return String.join(", ", seeds);
  }

  private static List<Object> noise(JsonNode floor) {
    List<Object> rows = new ArrayList<>();
    for (String metric : List.of("ttft", "itl")) {
      JsonNode of = floor.path(metric + "_ms");
      if (of.isObject()) {
        rows.add(
            Map.of(
                "metric", metric.toUpperCase(Locale.ROOT),
                "cells",
                    List.of(
                        millis(of.path("p50")), millis(of.path("p99")), millis(of.path("max")))));
      }
    }
    return rows;
  }

  /** Three decimals: noise is far below a millisecond. */
  private static String millis(JsonNode node) {
    return node.isNumber()
        ? BigDecimal.valueOf(node.doubleValue()).setScale(3, RoundingMode.HALF_EVEN).toPlainString()
        : "–";
  }

  /**
   * Gatling's own reports, by their links from the page.
   *
   * @param runFolder what the links in results lead from
   * @param pageFolder where the page is written
   */
  static List<String> gatling(List<PageCase> cases, Path runFolder, Path pageFolder) {
    Set<String> links = new LinkedHashSet<>();
    for (PageCase each : cases) {
      String report = each.sheet().ours("counts", "gatling", "report").asText("");
      if (!report.isEmpty()) {
        links.add(link(runFolder, report, pageFolder));
      }
    }
    return List.copyOf(links);
  }

  private static String link(Path from, String report, Path to) {
    Path file = from.resolve(report).normalize();
    try {
      return to.toAbsolutePath().normalize().relativize(file).toString().replace('\\', '/');
    } catch (IllegalArgumentException e) {
      return file.toUri().toString(); // another drive
    }
  }
}
