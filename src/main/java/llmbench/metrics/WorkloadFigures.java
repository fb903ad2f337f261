// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import llmbench.plan.MetricSpec;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a class of requests. Rates are over the whole case's duration, so that those of
 * all classes add up.
 *
 * @param name the class's
 * @param figures by our reading; {@code requestGoodput} by the class's limits, null if none of its
 *     requests has one
 * @param met how many met their limits; null likewise
 */
public record WorkloadFigures(String name, ServingFigures figures, @Nullable LimitsMet met) {

  /** The classes of a case in the order of their names; empty without classes. */
  static List<WorkloadFigures> of(
      RequestTable table, int[] rows, long originNanos, double durationSeconds, MetricSpec spec) {
    Map<String, List<Integer>> members = new TreeMap<>();
    for (int row : rows) {
      String name = table.about(row).workload().name();
      if (name != null) {
        members.computeIfAbsent(name, unused -> new ArrayList<>()).add(row);
      }
    }
    List<WorkloadFigures> classes = new ArrayList<>();
    members.forEach(
        (name, own) -> {
          int[] of = own.stream().mapToInt(Integer::intValue).toArray();
          ServingFigures figures =
              new FigureCalculation(table, of, originNanos, durationSeconds, spec)
                  .figures(Reading.OUTPUT);
          classes.add(
              new WorkloadFigures(
                  name, figures, LimitsMet.of(table, of, Limits.of(table, of, spec))));
        });
    return classes;
  }
}
