// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import llmbench.plan.MetricSpec;
import llmbench.recording.RequestAbout;
import org.jspecify.annotations.Nullable;

/**
 * The figures of those requests that have something in common: a model or adapter, an address, or a
 * part of a mix of data sets. Rates are over the whole case's duration, so that they add up.
 *
 * @param by what they have in common: {@code model}, {@code target} or {@code source}
 * @param name its value
 * @param figures by our reading
 */
public record GroupFigures(String by, String name, ServingFigures figures) {

  /** The groups of a case in the order of their names; empty where requests have nothing apart. */
  static List<GroupFigures> of(
      RequestTable table, int[] rows, long originNanos, double durationSeconds, MetricSpec spec) {
    List<GroupFigures> groups = new ArrayList<>();
    for (String by : List.of("model", "target", "source")) {
      Map<String, List<Integer>> members = new TreeMap<>();
      for (int row : rows) {
        String name = value(by, table.about(row));
        if (name != null) {
          members.computeIfAbsent(name, unused -> new ArrayList<>()).add(row);
        }
      }
      members.forEach(
          (name, own) -> {
            int[] of = own.stream().mapToInt(Integer::intValue).toArray();
            FigureCalculation calculation =
                new FigureCalculation(table, of, originNanos, durationSeconds, spec);
            groups.add(new GroupFigures(by, name, calculation.figures(Reading.OUTPUT)));
          });
    }
    return groups;
  }

  private static @Nullable String value(String by, RequestAbout about) {
    return switch (by) {
      case "model" -> about.model();
      case "target" -> about.target();
      default -> about.source();
    };
  }
}
