// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A list of data sets with weights; each has its set's own keys, which are read as on their own.
 */
final class DatasetMixType implements ValueType<List<DatasetMixType.Part>> {
  /** Beside the keys of a data set. */
  static final String WEIGHT = "weight";

  private static final ValueType<Double> ABOVE_0 =
      ScalarTypes.number("> 0", n -> n > 0 && Double.isFinite(n));

  /**
   * A data set of the mix.
   *
   * @param keys the map as it is written, its weight among it
   */
  record Part(MappingNode keys, double weight) {}

  /** The keys that a part may have. */
  static Set<String> ownKeys() {
    return DatasetKeys.datasetKeys().stream().map(Key::name).collect(Collectors.toSet());
  }

  @Override
  public String expected() {
    return "a list of {dataset_name, weight, …}, such as [{dataset_name: sharegpt, dataset_path: a.json,"
        + " weight: 3}]";
  }

  @Override
  public @Nullable List<Part> read(Node node, Report report) {
    if (!(node instanceof SequenceNode list) || list.getValue().isEmpty()) {
      report.expected(node, expected());
      return null;
    }
    List<Part> parts = new ArrayList<>();
    for (Node item : list.getValue()) {
      if (!(item instanceof MappingNode map)) {
        report.expected(item, "{dataset_name, weight, …}");
        continue;
      }
      Double weight = weight(map, report);
      if (weight != null && known(map, report)) {
        parts.add(new Part(map, weight));
      }
    }
    return parts.size() < list.getValue().size() ? null : List.copyOf(parts);
  }

  private static @Nullable Double weight(MappingNode map, Report report) {
    for (NodeTuple tuple : map.getValue()) {
      if (WEIGHT.equals(Scalars.text(tuple.getKeyNode()))) {
        return ABOVE_0.read(tuple.getValueNode(), report);
      }
    }
    return 1.0;
  }

  private static boolean known(MappingNode map, Report report) {
    boolean known = true;
    boolean named = false;
    for (NodeTuple tuple : map.getValue()) {
      String name = String.valueOf(Scalars.text(tuple.getKeyNode()));
      named |= name.equals(DatasetKeys.DATASET_NAME.name());
      if (!name.equals(WEIGHT) && !ownKeys().contains(name)) {
        report.expected(
            tuple.getKeyNode(),
            "weight or a key of a data set",
            Found.describe(tuple.getKeyNode()));
        known = false;
      }
    }
    if (!named) {
      report.expected(map, "a dataset_name in each part", "none");
    }
    return known && named;
  }
}
