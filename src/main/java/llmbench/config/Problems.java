// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects mistakes, so that one run shows them all. */
final class Problems {
  private record Problem(int line, String text) {}

  private final List<Problem> found = new ArrayList<>();

  /**
   * Adds a mistake.
   *
   * @param line of the file, from 1; {@link Source#NO_LINE} for an override
   */
  void add(int line, String text) {
    found.add(new Problem(line, text));
  }

  void addAll(Problems others) {
    found.addAll(others.found);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** All, those of the file first and in its order, each once. */
  List<String> sorted() {
    return found.stream()
        .sorted(Comparator.comparingInt(Problem::line))
        .map(Problem::text)
        .distinct()
        .toList();
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ConfigException(sorted());
    }
  }
}
