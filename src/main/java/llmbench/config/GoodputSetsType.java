// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import llmbench.plan.GoodputSet;
import llmbench.plan.Metric;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** Names, each with limits in milliseconds on metrics, written as vLLM's {@code goodput}. */
final class GoodputSetsType implements ValueType<List<GoodputSet>> {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,40}");
  private static final String METRICS =
      "one of " + Arrays.stream(Metric.values()).map(Metric::key).collect(Collectors.joining(", "));
  private static final KeyValues LIMITS =
      new KeyValues(
          ':',
          ListTypes.BETWEEN,
          "limits in milliseconds such as {ttft: 200, tpot: 50} or \"ttft:200 tpot:50\"",
          false);

  @Override
  public String expected() {
    return "a map of names to limits, such as {strict: {ttft: 200, tpot: 50}}";
  }

  @Override
  public @Nullable List<GoodputSet> read(Node node, Report report) {
    if (!(node instanceof MappingNode map) || map.getValue().isEmpty()) {
      report.expected(node, expected());
      return null;
    }
    List<GoodputSet> sets = new ArrayList<>();
    for (NodeTuple tuple : map.getValue()) {
      String name = Scalars.text(tuple.getKeyNode());
      if (name == null || !NAME.matcher(name).matches()) {
        report.expected(
            tuple.getKeyNode(), "a name of at most 40 letters, digits, \"_\", \"-\" and \".\"");
        continue;
      }
      Map<Metric, Double> limits = limits(tuple.getValueNode(), report);
      if (limits != null) {
        sets.add(new GoodputSet(name, limits));
      }
    }
    return sets.size() < map.getValue().size() ? null : List.copyOf(sets);
  }

  /** In a map without spaces, as on a command line, {@code ttft:200} is a key without a value. */
  private static KeyValues.Pair split(KeyValues.Pair pair) {
    int colon = pair.key().indexOf(':');
    return pair.value().isEmpty() && colon > 0
        ? new KeyValues.Pair(
            pair.at(), pair.key().substring(0, colon), pair.key().substring(colon + 1))
        : pair;
  }

  private static @Nullable Map<Metric, Double> limits(Node node, Report report) {
    List<KeyValues.Pair> pairs = LIMITS.read(node, report);
    if (pairs == null) {
      return null;
    }
    Map<Metric, Double> limits = new EnumMap<>(Metric.class);
    for (KeyValues.Pair written : pairs) {
      KeyValues.Pair pair = split(written);
      Optional<Metric> metric =
          Arrays.stream(Metric.values()).filter(each -> each.key().equals(pair.key())).findFirst();
      BigDecimal millis = Scalars.real(pair.value());
      if (metric.isEmpty()) {
        report.expected(pair.at(), METRICS, Found.quote(pair.key()));
      } else if (millis == null || millis.signum() < 0) {
        report.expected(pair.at(), "milliseconds ≥ 0 for " + pair.key(), Found.quote(pair.value()));
      } else {
        limits.put(metric.get(), millis.doubleValue());
      }
    }
    if (pairs.isEmpty()) {
      report.expected(node, LIMITS.expected());
    }
    return pairs.isEmpty() || limits.size() < pairs.size() ? null : limits;
  }
}
