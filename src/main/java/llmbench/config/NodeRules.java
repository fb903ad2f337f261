// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** What holds inside every value: plain keys, each once, and no tags but JSON's types. */
final class NodeRules {
  private static final Set<Tag> TAGS =
      Set.of(
          Tag.STR,
          Tag.INT,
          Tag.FLOAT,
          Tag.BOOL,
          Tag.NULL,
          Tag.TIMESTAMP,
          Tag.SEQ,
          Tag.MAP,
          Tag.MERGE);

  private NodeRules() {}

  /** Whether a rule is broken, without saying which. */
  static boolean broken(Node node) {
    Problems problems = new Problems();
    check(node, new Report(problems, Source.OVERRIDE, ""));
    return !problems.isEmpty();
  }

  /** Reports each place that breaks a rule. */
  static void check(Node node, Report report) {
    if (!TAGS.contains(node.getTag())) {
      report.expected(node, "a value without a YAML tag (!…)", "a tag");
    }
    if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(item -> check(item, report));
    } else if (node instanceof MappingNode map) {
      checkMap(map, report);
    }
  }

  private static void checkMap(MappingNode map, Report report) {
    Map<String, Node> seen = new HashMap<>();
    for (NodeTuple tuple : map.getValue()) {
      Node keyNode = tuple.getKeyNode();
      if (!(keyNode instanceof ScalarNode key)) {
        report.expected(keyNode, "a plain key");
        continue;
      }
      Node first = seen.putIfAbsent(key.getValue(), key);
      if (first != null) {
        report.expected(key, "each key once", again(Found.quote(key.getValue()), first, report));
      }
      check(tuple.getValueNode(), report);
    }
  }

  private static String again(String what, @Nullable Node first, Report report) {
    int line = first == null ? Source.NO_LINE : report.source().line(first);
    return what + " again" + (line == Source.NO_LINE ? "" : " (first in line " + line + ")");
  }
}
