// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import llmbench.plan.LengthDistribution;
import llmbench.plan.LengthDistribution.Bucket;
import llmbench.plan.LengthPair;
import llmbench.plan.PrefixPool;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The types that say how long prompts and answers are, and what prompts have in common. */
final class LengthTypes {
  private static final int MOST = 10_000_000;
  private static final List<String> KINDS =
      List.of("uniform", "normal", "lognormal", "poisson", "zipf", "histogram");
  private static final ValueType<Integer> LENGTH = ScalarTypes.integer(1, MOST).map(Long::intValue);
  private static final ValueType<Double> ABOVE_0 =
      ScalarTypes.number("> 0", n -> n > 0 && Double.isFinite(n));

  private LengthTypes() {}

  /** How lengths are distributed. */
  static ValueType<LengthDistribution> distribution() {
    return new OfNode<>(
        "a map with type, such as {type: normal, mean: 512, std: 128, min: 16, max: 2048}",
        LengthTypes::distribution);
  }

  /** Pairs of lengths with weights. */
  static ValueType<List<LengthPair>> mix() {
    String expected =
        "a list of {input_len, output_len, weight}, such as [{input_len: 256, output_len: 64,"
            + " weight: 3}]";
    return new OfNode<>(
        expected,
        (node, report) -> {
          if (!(node instanceof SequenceNode list) || list.getValue().isEmpty()) {
            report.expected(node, expected);
            return null;
          }
          List<LengthPair> pairs = new ArrayList<>();
          for (Node item : list.getValue()) {
            LengthPair pair = pair(item, report);
            if (pair != null) {
              pairs.add(pair);
            }
          }
          return pairs.size() < list.getValue().size() ? null : List.copyOf(pairs);
        });
  }

  /** A pool of prefixes. */
  static ValueType<PrefixPool> pool() {
    return new OfNode<>(
        "a map such as {prefixes: 10, prefix_len: 1024, hit_share: 0.5}", LengthTypes::pool);
  }

  private interface Reading<T> {
    @Nullable T read(Node node, Report report);
  }

  private record OfNode<T>(String expected, Reading<T> reading) implements ValueType<T> {
    @Override
    public @Nullable T read(Node node, Report report) {
      return reading.read(JsonTypes.mapInText(node), report);
    }
  }

  private static @Nullable LengthPair pair(Node node, Report report) {
    Fields fields =
        Fields.of(
            node,
            report,
            "{input_len, output_len, weight}",
            names("input_len", "output_len", "weight"));
    return fields == null
        ? null
        : fields.sound(
            new LengthPair(
                fields.need("input_len", LENGTH, 1),
                fields.need("output_len", LENGTH, 1),
                fields.or("weight", ABOVE_0, 1.0)));
  }

  private static @Nullable LengthDistribution distribution(Node node, Report report) {
    Fields fields =
        Fields.of(
            node,
            report,
            distribution().expected(),
            names("type", "mean", "std", "median", "sigma", "alpha", "values", "min", "max"));
    if (fields == null) {
      return null;
    }
    String type = fields.need("type", ScalarTypes.choice(KINDS, List.of()), "");
    int min = fields.or("min", LENGTH, 1);
    int max = fields.or("max", LENGTH, MOST);
    if (min > max) {
      fields.mistake("min up to max", min + " and " + max);
    }
    return switch (type) {
      case "uniform" -> {
        only(fields, type, "min", "max");
        fields.need("max", LENGTH, 1);
        yield fields.sound(new LengthDistribution.Uniform(min, max));
      }
      case "normal" -> {
        only(fields, type, "mean", "std", "min", "max");
        yield fields.sound(
            new LengthDistribution.Normal(
                fields.need("mean", ABOVE_0, 1.0), fields.need("std", ABOVE_0, 1.0), min, max));
      }
      case "lognormal" -> lognormal(fields, min, max);
      case "poisson" -> {
        only(fields, type, "mean", "min", "max");
        yield fields.sound(
            new LengthDistribution.Poisson(fields.need("mean", ABOVE_0, 1.0), min, max));
      }
      case "zipf" -> {
        only(fields, type, "alpha", "min", "max");
        fields.need("max", LENGTH, 1);
        yield fields.sound(
            new LengthDistribution.Zipf(fields.need("alpha", ABOVE_0, 1.0), min, max));
      }
      case "histogram" -> {
        only(fields, type, "values");
        List<Bucket> buckets =
            fields.need("values", new OfNode<>(BUCKETS, LengthTypes::buckets), List.of());
        yield fields.sound(new LengthDistribution.Histogram(buckets));
      }
      default -> null;
    };
  }

  /**
   * By mean and standard deviation of the lengths, or by their median and sigma of the logarithm.
   */
  private static @Nullable LengthDistribution lognormal(Fields fields, int min, int max) {
    if (fields.has("median") || fields.has("sigma")) {
      only(fields, "lognormal", "median", "sigma", "min", "max");
      return fields.sound(
          new LengthDistribution.Lognormal(
              Math.log(fields.need("median", ABOVE_0, 1.0)),
              fields.need("sigma", ABOVE_0, 1.0),
              min,
              max));
    }
    only(fields, "lognormal", "mean", "std", "min", "max");
    double mean = fields.need("mean", ABOVE_0, 1.0);
    double std = fields.need("std", ABOVE_0, 1.0);
    double variance = Math.log1p(std * std / (mean * mean));
    return fields.sound(
        new LengthDistribution.Lognormal(
            Math.log(mean) - variance / 2, Math.sqrt(variance), min, max));
  }

  private static final String BUCKETS =
      "a map of lengths or ranges to weights, such as {128: 3, 256-512: 1}";

  private static @Nullable List<Bucket> buckets(Node node, Report report) {
    if (!(node instanceof MappingNode map) || map.getValue().isEmpty()) {
      report.expected(node, BUCKETS);
      return null;
    }
    List<Bucket> buckets = new ArrayList<>();
    for (NodeTuple tuple : map.getValue()) {
      String range = String.valueOf(Scalars.text(tuple.getKeyNode()));
      int dash = range.indexOf('-');
      Long min = Scalars.integer(dash < 0 ? range : range.substring(0, dash).strip());
      Long max = dash < 0 ? min : Scalars.integer(range.substring(dash + 1).strip());
      Double weight = ABOVE_0.read(tuple.getValueNode(), report);
      if (min == null || max == null || min < 1 || max < min || max > MOST) {
        report.expected(tuple.getKeyNode(), "a length such as 128, or a range such as 256-512");
      } else if (weight != null) {
        buckets.add(new Bucket(min.intValue(), max.intValue(), weight));
      }
    }
    return buckets.size() < map.getValue().size() ? null : List.copyOf(buckets);
  }

  private static void only(Fields fields, String type, String... names) {
    for (String name : List.of("mean", "std", "median", "sigma", "alpha", "values", "min", "max")) {
      if (fields.has(name) && !List.of(names).contains(name)) {
        fields.mistake(String.join(", ", names) + " with type: " + type, name);
      }
    }
  }

  private static @Nullable PrefixPool pool(Node node, Report report) {
    Fields fields =
        Fields.of(
            node,
            report,
            pool().expected(),
            names("prefixes", "prefix_len", "hit_share", "distribution", "bimodal"));
    if (fields == null) {
      return null;
    }
    boolean bimodal = fields.or("bimodal", ScalarTypes.flag(), false);
    if (bimodal && fields.has("prefix_len")) {
      fields.mistake("no prefix_len with bimodal, where whole prompts come again", "one");
    }
    return fields.sound(
        new PrefixPool(
            fields.need("prefixes", LENGTH, 1),
            bimodal ? 0 : fields.need("prefix_len", LENGTH, 1),
            fields.need("hit_share", ScalarTypes.number("in (0, 1)", h -> h > 0 && h < 1), 0.5),
            fields
                .or(
                    "distribution",
                    ScalarTypes.choice(List.of("uniform", "zipf"), List.of()),
                    "uniform")
                .equals("zipf"),
            bimodal));
  }

  private static Set<String> names(String... names) {
    return new TreeSet<>(List.of(names));
  }
}
