// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.util.List;
import java.util.Map;

/** Finds one quantity's series in what the endpoints said. */
interface SeriesFinder {
  /**
   * A series' value.
   *
   * @param endpoint the endpoint it is from
   * @param series endpoint, name and labels: the same in every scrape
   * @param value finite, in the quantity's unit
   */
  record Found(int endpoint, String series, Sample sample, double value) {}

  /**
   * Its series.
   *
   * @param suffix the ending of the name, such as {@code _count}; empty for the name itself
   */
  List<Found> find(List<Reading> readings, String suffix);

  /** Puts the name and the unit first into figures. */
  void describe(Map<String, Object> figures);
}
