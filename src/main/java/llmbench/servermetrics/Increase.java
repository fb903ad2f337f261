// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * By how much a counter grew: the sum over its series of what each grew from scrape to scrape. A
 * series that got smaller began anew at 0, as its server did (Prometheus' {@code increase}, without
 * its extrapolation: {@code promql/functions.go}, {@code extrapolatedRate}). A series that an
 * endpoint did not have in an earlier scrape began at 0 as well.
 */
final class Increase {
  private final Map<String, Double> before = new HashMap<>();
  private final Set<Integer> known = new HashSet<>();
  private double total;
  private int resets;

  /**
   * Takes a scrape.
   *
   * @param found its series
   * @param readings of the endpoints that answered
   */
  void add(List<SeriesFinder.Found> found, List<Reading> readings) {
    for (SeriesFinder.Found series : found) {
      Double old = before.put(series.series(), series.value());
      if (old == null) {
        total += known.contains(series.endpoint()) ? series.value() : 0;
      } else if (series.value() < old) {
        resets++;
        total += series.value();
      } else {
        total += series.value() - old;
      }
    }
    readings.forEach(reading -> known.add(reading.endpoint()));
  }

  /** Since the first scrape. */
  double total() {
    return total;
  }

  /** How often a series got smaller. */
  int resets() {
    return resets;
  }
}
