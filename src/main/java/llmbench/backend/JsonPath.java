// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Consumer;

/**
 * A way to a value of JSON: names of members, numbers of elements, {@code *} for all elements, with
 * dots between, such as {@code choices.0.delta.content}. A leading {@code $.} and brackets around
 * numbers are taken too.
 *
 * @param steps names, numbers and stars, outermost first; empty for the root
 */
record JsonPath(List<String> steps) {
  /** All elements of a list. */
  static final String ALL = "*";

  /** Reads one. */
  static JsonPath of(String text) {
    String dotted = text.replace("[", ".").replace("]", "");
    String path = dotted.equals("$") ? "" : dotted.startsWith("$.") ? dotted.substring(2) : dotted;
    return new JsonPath(path.isEmpty() ? List.of() : List.of(path.split("\\.", -1)));
  }

  /** Gives each value that it leads to, in order; none where there is no such way. */
  void each(JsonNode root, Consumer<JsonNode> found) {
    each(root, 0, found);
  }

  private void each(JsonNode node, int step, Consumer<JsonNode> found) {
    if (step == steps.size()) {
      if (!node.isMissingNode()) {
        found.accept(node);
      }
      return;
    }
    String name = steps.get(step);
    if (node.isArray()) {
      if (name.equals(ALL)) {
        node.forEach(element -> each(element, step + 1, found));
      } else if (isIndex(name)) {
        each(node.path(Integer.parseInt(name)), step + 1, found);
      }
    } else {
      each(node.path(name), step + 1, found);
    }
  }

  /** Whether a step is the number of an element. */
  static boolean isIndex(String step) {
    return !step.isEmpty()
        && step.length() < 10
        && step.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
