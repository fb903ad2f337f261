// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one {@code /metrics} said at one time.
 *
 * @param types the {@code # TYPE} of each family: counter, gauge, histogram, …
 * @param byName the samples by metric name, in the text's order
 */
record Exposition(Map<String, String> types, Map<String, List<Sample>> byName) {

  /**
   * Reads the text format.
   *
   * @throws ExpositionException naming the first line that is none
   */
  static Exposition parse(String text) throws ExpositionException {
    Map<String, String> types = new LinkedHashMap<>();
    Map<String, List<Sample>> byName = new LinkedHashMap<>();
    ExpositionParser parser = new ExpositionParser(types::put);
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      Sample sample = parser.line(number, line);
      if (sample != null) {
        byName.computeIfAbsent(sample.name(), name -> new ArrayList<>()).add(sample);
      }
      if (parser.ended()) {
        break;
      }
    }
    return new Exposition(types, byName);
  }

  /** The samples of that name; empty if there is none. */
  List<Sample> named(String name) {
    return byName.getOrDefault(name, List.of());
  }

  /** Whether a sample of that name only grows: by its family's type, else by its name's end. */
  boolean counter(String name) {
    String type = types.get(name);
    if (type == null) {
      type = types.get(name.replaceFirst("_(total|count|sum|bucket)$", ""));
    }
    boolean summed = name.endsWith("_count") || name.endsWith("_sum") || name.endsWith("_bucket");
    if (type == null || type.equals("untyped") || type.equals("unknown")) {
      return name.endsWith("_total") || summed;
    }
    return type.equals("counter")
        || ((type.equals("histogram") || type.equals("summary")) && summed);
  }
}
