// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** The members of a map, each of a type of its own; a member that is wrong is reported. */
final class Fields {
  private final Node place;
  private final Report report;
  private final Map<String, Node> members = new LinkedHashMap<>();
  private boolean sound = true;

  private Fields(Node place, Report report) {
    this.place = place;
    this.report = report;
  }

  /**
   * Those of a node; null, reported, where it is no map or has others than these.
   *
   * @param expected the words for what is wanted
   */
  static @Nullable Fields of(Node node, Report report, String expected, Set<String> names) {
    if (!(node instanceof MappingNode map)) {
      report.expected(node, expected);
      return null;
    }
    Fields fields = new Fields(node, report);
    map.getValue()
        .forEach(
            tuple -> {
              String name = Scalars.text(tuple.getKeyNode());
              if (name == null || !names.contains(name)) {
                report.expected(
                    tuple.getKeyNode(),
                    "one of " + String.join(", ", names),
                    Found.describe(tuple.getKeyNode()));
                fields.sound = false;
              } else if (!Scalars.isNull(tuple.getValueNode())) {
                fields.members.put(name, tuple.getValueNode());
              }
            });
    return fields.sound ? fields : null;
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  /** A member; null where it is not there, or wrong and reported. */
  <T> @Nullable T find(String name, ValueType<T> type) {
    Node node = members.get(name);
    T value = node == null ? null : type.read(node, report);
    sound &= node == null || value != null;
    return value;
  }

  /** A member; what stands for it where it is not there. */
  <T> T or(String name, ValueType<T> type, T absent) {
    T value = find(name, type);
    return value == null ? absent : value;
  }

  /** A member that must be there; what stands for it once that was reported. */
  <T> T need(String name, ValueType<T> type, T absent) {
    if (!has(name)) {
      mistake(name + ": " + type.expected(), "none");
    }
    return or(name, type, absent);
  }

  void mistake(String expected, String found) {
    sound = false;
    report.expected(place, expected, found);
  }

  /** The value, unless something was wrong. */
  <T> @Nullable T sound(T value) {
    return sound ? value : null;
  }
}
