// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a curve may be over. */
enum LoadAxis {
  /** The limit of requests in flight. */
  CONCURRENCY("max_concurrency"),
  /** Requests per second. */
  RATE("request rate (req/s)");

  final String word;

  LoadAxis(String word) {
    this.word = word;
  }

  /** Where a case lies; null if it has no such load. */
  @Nullable Double of(ChartCase each) {
    if (this == RATE) {
      return each.rate();
    }
    return each.concurrency() == null ? null : (Double) each.concurrency().doubleValue();
  }

  /** Whether it differs within a group, so that there is a curve. */
  boolean differs(List<ChartCase> cases) {
    Map<String, Set<Double>> loads = new HashMap<>();
    for (ChartCase each : cases) {
      @Nullable Double load = of(each);
      if (load != null) {
        loads.computeIfAbsent(each.group(), key -> new HashSet<>()).add(load);
      }
    }
    return loads.values().stream().anyMatch(values -> values.size() > 1);
  }
}
