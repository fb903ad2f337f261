// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import llmbench.plan.RepeatSpec;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** The type of {@code repeat_until}. */
final class RepeatTypes {
  private static final String METRIC = "metric";
  private static final String HALF_WIDTH = "half_width";
  private static final String MAX_RUNS = "max_runs";
  private static final int DEFAULT_MAX_RUNS = 20;

  private RepeatTypes() {}

  /** A map of a figure, a share of its mean, and the most runs. */
  static ValueType<RepeatSpec.Until> until() {
    ValueType<Integer> runs = ScalarTypes.integer(RepeatSpec.LEAST_FOR_INTERVAL);
    ValueType<Double> share =
        ScalarTypes.ofText("a share such as 5% or 0.05, above 0", RepeatTypes::share);
    return new ValueType<>() {
      @Override
      public String expected() {
        return "a map such as {metric: mean_ttft_ms, half_width: 5%, max_runs: 20}";
      }

      @Override
      public RepeatSpec.@Nullable Until read(Node node, Report report) {
        if (!(JsonTypes.mapInText(node) instanceof MappingNode map)) {
          report.expected(node, expected());
          return null;
        }
        Map<String, Node> members = members(map, report);
        Node figure = members.get(METRIC);
        Node width = members.get(HALF_WIDTH);
        if (figure == null || width == null) {
          report.expected(node, expected(), "a map without metric or half_width");
          return null;
        }
        Node most = members.get(MAX_RUNS);
        String name = ScalarTypes.text().read(figure, report);
        Double halfWidth = share.read(width, report);
        Integer maxRuns = most == null ? (Integer) DEFAULT_MAX_RUNS : runs.read(most, report);
        return name == null || halfWidth == null || maxRuns == null || members.size() < count(map)
            ? null
            : new RepeatSpec.Until(name, halfWidth, maxRuns);
      }
    };
  }

  private static int count(MappingNode map) {
    return map.getValue().size();
  }

  private static Map<String, Node> members(MappingNode map, Report report) {
    Map<String, Node> members = new HashMap<>();
    for (NodeTuple tuple : map.getValue()) {
      String key = Scalars.text(tuple.getKeyNode());
      if (key == null || !List.of(METRIC, HALF_WIDTH, MAX_RUNS).contains(key)) {
        report.expected(tuple.getKeyNode(), "metric, half_width or max_runs");
      } else {
        members.put(key, tuple.getValueNode());
      }
    }
    return members;
  }

  private static @Nullable Double share(String text) {
    boolean percent = text.endsWith("%");
    BigDecimal value = Scalars.real(percent ? text.substring(0, text.length() - 1).strip() : text);
    if (value == null || value.signum() <= 0) {
      return null;
    }
    return (percent ? value.movePointLeft(2) : value).doubleValue();
  }
}
