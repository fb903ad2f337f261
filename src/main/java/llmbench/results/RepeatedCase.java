// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.metrics.RepeatStats;
import llmbench.plan.Case;

/**
 * A case over its runs.
 *
 * @param benchCase its first run
 * @param runs that count
 * @param leftOut names of the runs that do not, since they were not whole or nothing completed
 * @param figures each figure's summary by its name in the result; empty if no run counts
 */
public record RepeatedCase(
    Case benchCase, int runs, List<String> leftOut, Map<String, RepeatStats> figures) {

  /** Copies list and map. */
  public RepeatedCase {
    leftOut = List.copyOf(leftOut);
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /**
   * Summarises figures.
   *
   * @param runs the figures of each run that counts
   */
  public static RepeatedCase of(
      Case benchCase, List<Map<String, Double>> runs, List<String> leftOut) {
    Set<String> names = new LinkedHashSet<>();
    runs.forEach(run -> names.addAll(run.keySet()));
    Map<String, RepeatStats> figures = new LinkedHashMap<>();
    for (String name : names) {
      List<Double> values = new ArrayList<>();
      for (Map<String, Double> run : runs) {
        Double value = run.get(name);
        if (value != null) {
          values.add(value);
        }
      }
      figures.put(name, RepeatStats.of(values));
    }
    return new RepeatedCase(benchCase.withRun(1), runs.size(), leftOut, figures);
  }
}
