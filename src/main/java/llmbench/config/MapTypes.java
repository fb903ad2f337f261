// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import llmbench.plan.Metric;
import llmbench.plan.Slo;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** The types whose value is a set of pairs. */
final class MapTypes {
  /** What looks like another NAME=VALUE after the first; the padding of Base64 does not. */
  private static final Pattern SECOND_HEADER = Pattern.compile("=.*\\s[^\\s=]+=[^\\s=]");

  private MapTypes() {}

  /** vLLM's {@code --header}: names and values, nothing of which is shown. */
  static ValueType<List<KeyValues.Pair>> headers() {
    KeyValues pairs =
        new KeyValues('=', null, "a map of headers, a list of NAME=VALUE or one NAME=VALUE", true);
    return new ValueType<>() {
      @Override
      public String expected() {
        return pairs.expected();
      }

      @Override
      public @Nullable List<KeyValues.Pair> read(Node node, Report report) {
        String text = Scalars.text(node);
        if (text != null && SECOND_HEADER.matcher(text).find()) {
          report.expected(node, "one NAME=VALUE in a text", "several; write a list or a map");
          return null;
        }
        return pairs.read(node, report);
      }
    };
  }

  /** vLLM's {@code --percentile-metrics}. */
  static ValueType<Set<Metric>> metrics() {
    String names =
        Arrays.stream(Metric.values()).map(Metric::key).collect(Collectors.joining(", "));
    return ListTypes.items(
        "metrics such as \"ttft,tpot\"",
        ScalarTypes.ofText(
            "one of " + names,
            text ->
                Arrays.stream(Metric.values())
                    .filter(metric -> metric.key().equals(text))
                    .findFirst()
                    .orElse(null)));
  }

  /** vLLM's {@code --metadata}: texts by key, in the user's order. */
  static ValueType<Map<String, String>> metadata() {
    KeyValues pairs =
        new KeyValues(
            '=',
            Pattern.compile("\\s+"),
            "a map, a list of KEY=VALUE or \"KEY=VALUE KEY=VALUE\"",
            false);
    return new ValueType<>() {
      @Override
      public String expected() {
        return pairs.expected();
      }

      @Override
      public @Nullable Map<String, String> read(Node node, Report report) {
        List<KeyValues.Pair> read = pairs.read(node, report);
        if (read == null) {
          return null;
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        read.forEach(pair -> metadata.put(pair.key(), pair.value()));
        return metadata;
      }
    };
  }

  /** vLLM's {@code --goodput}: limits in milliseconds. */
  static ValueType<Slo> goodput() {
    List<String> names = List.of("ttft", "tpot", "e2el");
    KeyValues pairs =
        new KeyValues(
            ':',
            ListTypes.BETWEEN,
            "ttft, tpot or e2el with milliseconds, such as \"ttft:500 tpot:50\"",
            false);
    return new ValueType<>() {
      @Override
      public String expected() {
        return pairs.expected();
      }

      @Override
      public @Nullable Slo read(Node node, Report report) {
        List<KeyValues.Pair> read = pairs.read(node, report);
        if (read == null) {
          return null;
        }
        Map<String, Double> limits = new LinkedHashMap<>();
        for (KeyValues.Pair pair : read) {
          BigDecimal millis = Scalars.real(pair.value());
          if (!names.contains(pair.key())) {
            report.expected(pair.at(), "one of ttft, tpot, e2el", Found.quote(pair.key()));
          } else if (millis == null || millis.signum() < 0) {
            report.expected(
                pair.at(), "milliseconds ≥ 0 for " + pair.key(), Found.quote(pair.value()));
          } else {
            limits.put(pair.key(), millis.doubleValue());
          }
        }
        if (read.isEmpty()) {
          report.expected(node, expected());
        }
        return read.isEmpty() || limits.size() < read.size()
            ? null
            : new Slo(limits.get("ttft"), limits.get("tpot"), limits.get("e2el"));
      }
    };
  }

  /**
   * vLLM's {@code --random-range-ratio}.
   *
   * @param input in [0, 1)
   * @param output in [0, 1)
   */
  record RangeRatio(double input, double output) {}

  /** A number for both lengths, or a map (also as JSON text) with one for each. */
  static ValueType<RangeRatio> rangeRatio() {
    String expected = "a number in [0, 1), or {input: a, output: b}";
    ValueType<Double> number = ScalarTypes.number("in [0, 1)", ratio -> ratio >= 0 && ratio < 1);
    return new ValueType<>() {
      @Override
      public String expected() {
        return expected;
      }

      @Override
      public @Nullable RangeRatio read(Node node, Report report) {
        Node value = JsonTypes.mapInText(node);
        if (!(value instanceof MappingNode map)) {
          Double both = number.read(value, report);
          return both == null ? null : new RangeRatio(both, both);
        }
        Map<String, Double> ratios = new LinkedHashMap<>();
        map.getValue()
            .forEach(
                tuple -> {
                  String key = Scalars.text(tuple.getKeyNode());
                  Double ratio = number.read(tuple.getValueNode(), report);
                  if (key != null && ratio != null) {
                    ratios.put(key, ratio);
                  }
                });
        Double input = ratios.get("input");
        Double output = ratios.get("output");
        if (input == null || output == null || map.getValue().size() != 2) {
          report.expected(node, expected);
          return null;
        }
        return new RangeRatio(input, output);
      }
    };
  }
}
