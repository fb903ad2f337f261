// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A named set of limits: a request is good by it if every limit is met.
 *
 * @param name of letters, digits, {@code _}, {@code -} and {@code .}; unique in a plan
 * @param limitMillis metric to most milliseconds, the limit included; at least one
 */
public record GoodputSet(String name, Map<Metric, Double> limitMillis) {
  /** Copies the map, in the metrics' order. */
  public GoodputSet {
    limitMillis = Collections.unmodifiableMap(new EnumMap<>(limitMillis));
  }
}
