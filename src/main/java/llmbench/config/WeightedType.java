// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import llmbench.plan.Weighted;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** One text, a list of texts, or a map of texts to their weights. */
final class WeightedType implements ValueType<List<Weighted>> {
  private final Function<Node, List<Node>> parts;

  /**
   * @param splits whether one text may hold several, with commas or spaces between
   */
  WeightedType(boolean splits) {
    this.parts = splits ? ListTypes::parts : List::of;
  }

  @Override
  public String expected() {
    return "text, a list of texts, or a map of texts to weights > 0";
  }

  @Override
  public @Nullable List<Weighted> read(Node node, Report report) {
    List<Weighted> read = new ArrayList<>();
    boolean whole;
    if (node instanceof MappingNode map) {
      whole = true;
      for (NodeTuple entry : map.getValue()) {
        whole &= add(read, entry, report);
      }
    } else {
      List<Node> nodes = node instanceof SequenceNode list ? list.getValue() : parts.apply(node);
      for (Node each : nodes) {
        String text = Scalars.text(each);
        if (text != null && !text.isBlank()) {
          read.add(new Weighted(text, 1));
        }
      }
      whole = read.size() == nodes.size();
      if (!whole) {
        report.expected(node, expected());
      }
    }
    if (whole && read.isEmpty()) {
      report.expected(node, expected(), "none");
      return null;
    }
    if (whole && read.stream().map(Weighted::name).distinct().count() < read.size()) {
      report.expected(node, "different names", "one of them twice");
      return null;
    }
    return whole ? List.copyOf(read) : null;
  }

  private boolean add(List<Weighted> read, NodeTuple entry, Report report) {
    String name = Scalars.text(entry.getKeyNode());
    Double weight =
        ScalarTypes.number("> 0", w -> w > 0 && Double.isFinite(w))
            .read(entry.getValueNode(), report);
    if (name == null || name.isBlank()) {
      report.expected(entry.getKeyNode(), expected());
      return false;
    }
    if (weight != null) {
      read.add(new Weighted(name, weight));
    }
    return weight != null;
  }
}
