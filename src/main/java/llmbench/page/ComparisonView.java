// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import llmbench.compare.CaseComparison;
import llmbench.compare.Comparison;
import llmbench.compare.FigureChange;
import llmbench.compare.Verdict;

/** What the page of a comparison says in words and tables, for the template. */
final class ComparisonView {
  /** Figures that the headline names of each verdict; the tables have all. */
  private static final int MOST_NAMED = 12;

  private final Comparison comparison;

  ComparisonView(Comparison comparison) {
    this.comparison = comparison;
  }

  Map<String, Object> view() {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("a", comparison.a());
    view.put("b", comparison.b());
    List<String> headline = comparison.headline();
    view.put("sentence", headline.get(0));
    view.put("level", level());
    view.put("told", told());
    List<String> reservations = headline.subList(1, headline.size());
    view.put("reservations", reservations);
    view.put("anyReservations", !reservations.isEmpty());
    List<Object> cases = new ArrayList<>();
    for (int i = 0; i < comparison.cases().size(); i++) {
      cases.add(view(comparison.cases().get(i), i));
    }
    view.put("cases", cases);
    view.put("several", cases.size() > 1);
    boolean curves =
        comparison.cases().stream().anyMatch(each -> any(each.curvesA()) || any(each.curvesB()));
    view.put("anyCurves", curves);
    view.put("forced", comparison.forced());
    view.put("anyForced", !comparison.forced().isEmpty());
    view.put("differences", comparison.differences());
    view.put("anyDifferences", !comparison.differences().isEmpty());
    view.put("notes", comparison.notes());
    return view;
  }

  private static boolean any(List<? extends List<?>> runs) {
    return runs.stream().anyMatch(run -> !run.isEmpty());
  }

  private String level() {
    boolean failed = comparison.cases().stream().anyMatch(each -> each.failedB() > each.failedA());
    if (comparison.count(Verdict.WORSE) > 0 || failed) {
      return "bad";
    }
    return comparison.headline().size() > 1 ? "warn" : "good";
  }

  /** Figures that are surely worse or better, worse ones first. */
  private List<Object> told() {
    List<Object> told = new ArrayList<>();
    for (Verdict verdict : List.of(Verdict.WORSE, Verdict.BETTER)) {
      List<Map<String, Object>> figures = new ArrayList<>();
      for (int i = 0; i < comparison.cases().size(); i++) {
        CaseComparison each = comparison.cases().get(i);
        for (FigureChange change : each.changes()) {
          if (change.verdict() == verdict) {
            figures.add(Map.of("anchor", anchor(i), "name", each.name(), "text", change.summary()));
          }
        }
      }
      if (!figures.isEmpty()) {
        Map<String, Object> chip = new LinkedHashMap<>();
        chip.put("level", chip(verdict));
        chip.put("word", verdict.words());
        chip.put("count", figures.size());
        chip.put("figures", figures.subList(0, Math.min(MOST_NAMED, figures.size())));
        int more = figures.size() - MOST_NAMED;
        chip.put("more", more > 0 ? "and " + more + " more, in the tables" : "");
        told.add(chip);
      }
    }
    return told;
  }

  private Map<String, Object> view(CaseComparison each, int place) {
    Forest forest = Forest.of(each.changes(), comparison.threshold());
    List<Object> rows = new ArrayList<>();
    for (FigureChange change : each.changes()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("figure", change.title());
      row.put("key", change.key());
      row.put("a", change.shown(change.a()));
      row.put("b", change.shown(change.b()));
      row.put("change", change.shownChange());
      row.put("interval", change.shownInterval());
      row.put("alone", change.shownAlone());
      row.put("confidence", String.format(Locale.ROOT, "%.2f %%", 100 * change.confidence()));
      row.put("word", change.verdict().words());
      row.put("level", chip(change.verdict()));
      row.put("forest", forest.svg(change));
      rows.add(row);
    }
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("anchor", anchor(place));
    view.put("title", each.title());
    view.put("rows", rows);
    view.put("warnings", each.warnings());
    view.put("scale", forest.scale());
    view.put("failedA", each.failedA() + " of " + each.sentA());
    view.put("failedB", each.failedB() + " of " + each.sentB());
    for (Verdict verdict : Verdict.values()) {
      view.put(verdict.key(), each.count(verdict));
    }
    return view;
  }

  private static String anchor(int place) {
    return "case-" + place;
  }

  private static String chip(Verdict verdict) {
    return switch (verdict) {
      case BETTER -> "good";
      case WORSE -> "bad";
      case SAME -> "info";
      case NOISY -> "warn";
    };
  }
}
