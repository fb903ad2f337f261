// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A grid: options with the values that each takes, as {@code {random_input_len: [256, 1024],
 * max_concurrency: [1, 8]}}. All combinations in the order of the text, the last option changing
 * fastest. Options that are linked, as in {@code linked: [[random_input_len, random_output_len]]},
 * take their first values together, then their second ones, and so on; they stand where the first
 * of them does.
 */
public final class Grid {
  /** The member that is no option. */
  public static final String LINKED = "linked";

  private final Map<String, List<JsonNode>> values = new LinkedHashMap<>();
  private final List<List<String>> axes = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final String source;

  private Grid(String source) {
    this.source = source;
  }

  /**
   * The combinations; at least one.
   *
   * @param grid lists of values by option; a value that is no list stands for itself
   * @param source its name, for messages, such as {@code config.yaml sweep}
   * @throws SweepException with every mistake
   */
  public static List<ParameterSet> of(Map<String, ?> grid, String source) {
    Grid read = new Grid(source);
    grid.forEach((name, list) -> read.option(name, PythonJson.MAPPER.valueToTree(list)));
    if (read.values.isEmpty() && read.problems.isEmpty()) {
      read.problems.add(source + ": expected options with lists of values, found none");
    }
    List<List<String>> links = read.links(grid.get(LINKED));
    read.axes(links);
    SweepException.throwIfAny(read.problems);
    return read.combinations();
  }

  private void option(String name, JsonNode list) {
    if (name.equals(LINKED)) {
      return;
    }
    List<JsonNode> items = new ArrayList<>();
    if (list.isArray()) {
      list.forEach(items::add);
    } else {
      items.add(list);
    }
    if (items.isEmpty()) {
      problems.add(source + " " + name + ": expected at least one value, found an empty list");
    }
    values.put(name, items);
  }

  private List<JsonNode> list(String name) {
    return values.getOrDefault(name, List.of());
  }

  private List<List<String>> links(@Nullable Object linked) {
    List<List<String>> links = new ArrayList<>();
    if (linked == null) {
      return links;
    }
    if (linked instanceof Collection<?> groups
        && groups.stream()
            .allMatch(group -> group instanceof Collection<?> names && names.size() > 1)) {
      for (Object group : groups) {
        List<String> names = ((Collection<?>) group).stream().map(String::valueOf).toList();
        check(names, links);
        links.add(names);
      }
    } else {
      problems.add(
          source + " " + LINKED + ": expected lists of two or more options, such as [[a, b]]");
    }
    return links;
  }

  private void check(List<String> names, List<List<String>> before) {
    String place = source + " " + LINKED + " " + names;
    for (String name : names) {
      if (!values.containsKey(name)) {
        problems.add(place + ": expected options of this grid, found " + name);
      } else if (before.stream().anyMatch(other -> other.contains(name))
          || names.indexOf(name) != names.lastIndexOf(name)) {
        problems.add(place + ": expected each option once, found " + name + " again");
      }
    }
    List<Integer> sizes =
        names.stream().filter(values::containsKey).map(name -> list(name).size()).toList();
    if (sizes.stream().distinct().count() > 1) {
      problems.add(place + ": expected lists of one length, found lengths " + sizes);
    }
  }

  private void axes(List<List<String>> links) {
    for (String name : values.keySet()) {
      List<String> axis =
          links.stream().filter(link -> link.contains(name)).findFirst().orElse(List.of(name));
      if (!axes.contains(axis)) {
        axes.add(axis);
      }
    }
  }

  private List<ParameterSet> combinations() {
    List<Map<String, JsonNode>> rows = List.of(Map.of());
    for (List<String> axis : axes) {
      List<Map<String, JsonNode>> longer = new ArrayList<>();
      for (Map<String, JsonNode> row : rows) {
        for (int i = 0; i < list(axis.get(0)).size(); i++) {
          Map<String, JsonNode> next = new LinkedHashMap<>(row);
          for (String name : axis) {
            next.put(name, list(name).get(i));
          }
          longer.add(next);
        }
      }
      rows = longer;
    }
    return rows.stream().map(this::inOrder).toList();
  }

  private ParameterSet inOrder(Map<String, JsonNode> row) {
    Map<String, JsonNode> ordered = new LinkedHashMap<>();
    values.keySet().forEach(name -> ordered.put(name, row.get(name)));
    ParameterSet set = new ParameterSet(ordered, source);
    return new ParameterSet(ordered, source + " (" + set.text(", ") + ")");
  }
}
