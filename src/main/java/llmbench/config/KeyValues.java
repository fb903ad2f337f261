// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads pairs however they are written: a map, a list of {@code K=V} or of maps, or one string.
 *
 * @param separator between key and value in a string
 * @param split where a string holds several pairs, a pattern of what is between them; null where it
 *     holds one
 * @param expected what is expected, for messages
 * @param secret whether nothing of a value may be shown
 */
record KeyValues(char separator, @Nullable Pattern split, String expected, boolean secret) {

  /** A pair where it stands. */
  record Pair(Node at, String key, String value) {}

  /** The pairs in order; null after a mistake was reported. */
  @Nullable List<Pair> read(Node node, Report report) {
    List<Pair> pairs = new ArrayList<>();
    boolean whole;
    if (node instanceof SequenceNode sequence) {
      whole = true;
      for (Node item : sequence.getValue()) {
        whole &=
            item instanceof MappingNode map ? map(map, report, pairs) : one(item, report, pairs);
      }
    } else if (node instanceof MappingNode map) {
      whole = map(map, report, pairs);
    } else {
      whole = text(node, report, pairs);
    }
    return whole ? pairs : null;
  }

  private boolean map(MappingNode map, Report report, List<Pair> pairs) {
    boolean whole = true;
    for (NodeTuple tuple : map.getValue()) {
      String key = Scalars.text(tuple.getKeyNode());
      Node valueNode = tuple.getValueNode();
      String value = Scalars.isNull(valueNode) ? "" : Scalars.text(valueNode);
      if (key == null || value == null) {
        wrong(tuple.getKeyNode(), report, "a key without a plain value");
        whole = false;
      } else {
        // A key that is there twice is NodeRules' to report.
        whole &= add(tuple.getKeyNode(), key, value, report, pairs);
      }
    }
    return whole;
  }

  private boolean text(Node node, Report report, List<Pair> pairs) {
    String text = Scalars.text(node);
    if (text == null || split == null) {
      return one(node, report, pairs);
    }
    boolean whole = true;
    for (String part : split.split(text.strip(), -1)) {
      whole &= part.isEmpty() || one(ListTypes.scalarAt(node, part), report, pairs);
    }
    return whole;
  }

  private boolean one(Node node, Report report, List<Pair> pairs) {
    String text = Scalars.text(node);
    int cut = text == null ? -1 : text.indexOf(separator);
    if (text == null || cut < 0) {
      wrong(node, report, secret ? "no \"" + separator + "\" in it" : Found.describe(node));
      return false;
    }
    String key = text.substring(0, cut);
    if (!secret && pairs.stream().anyMatch(pair -> pair.key().equals(key.strip()))) {
      wrong(node, report, Found.quote(key.strip()) + " twice");
      return false;
    }
    return add(node, key, text.substring(cut + 1), report, pairs);
  }

  private boolean add(Node at, String key, String value, Report report, List<Pair> pairs) {
    String name = key.strip();
    if (name.isEmpty()) {
      wrong(at, report, "an empty key");
      return false;
    }
    pairs.add(new Pair(at, name, value.strip()));
    return true;
  }

  private void wrong(Node at, Report report, String found) {
    report.expected(at, expected, found);
  }
}
