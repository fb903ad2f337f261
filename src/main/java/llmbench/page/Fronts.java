// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.search.LoadPoint;
import llmbench.search.ParetoFront;

/** Cases that no other one of the same lengths beats in both throughput and a latency. */
final class Fronts {
  private Fronts() {}

  /**
   * For each of {@code ttft_median}, {@code ttft_tail} and so on the fronts of the groups: places
   * of cases, latency rising.
   */
  static Map<String, List<List<Integer>>> of(List<ChartCase> cases) {
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < cases.size(); i++) {
      groups.computeIfAbsent(cases.get(i).group(), key -> new ArrayList<>()).add(i);
    }
    Map<String, List<List<Integer>>> fronts = new LinkedHashMap<>();
    for (String metric : ResultFigures.METRICS) {
      for (String statistic : List.of("mean", "median", "tail")) {
        String key = metric + "_" + statistic;
        fronts.put(key, groups.values().stream().map(places -> front(cases, places, key)).toList());
      }
    }
    return fronts;
  }

  private static List<Integer> front(List<ChartCase> cases, List<Integer> places, String key) {
    List<Integer> there = new ArrayList<>();
    List<LoadPoint> points = new ArrayList<>();
    for (int place : places) {
      Figure latency = cases.get(place).whole().get(key);
      Figure throughput = cases.get(place).whole().get("output_throughput");
      if (latency != null && throughput != null) {
        there.add(place);
        // Less latency is better, and so is more throughput.
        points.add(new LoadPoint(-latency.v(), throughput.v()));
      }
    }
    return ParetoFront.of(points).stream().map(there::get).toList();
  }
}
