// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The types whose value is a list. */
final class ListTypes {
  /** What is between the items of vLLM's strings. */
  static final Pattern BETWEEN = Pattern.compile("[,\\s]+");

  private ListTypes() {}

  /**
   * A list of distinct items, at least one: a YAML list, or vLLM's one string with commas or spaces
   * between the items.
   */
  static <T> ValueType<Set<T>> items(String expected, ValueType<T> item) {
    return new ValueType<>() {
      @Override
      public String expected() {
        return expected;
      }

      @Override
      public @Nullable Set<T> read(Node node, Report report) {
        Set<T> values = new LinkedHashSet<>();
        boolean whole = true;
        for (Node part : parts(node)) {
          T value = item.read(part, report);
          whole &= value != null;
          if (value != null) {
            values.add(value);
          }
        }
        if (whole && values.isEmpty()) {
          report.expected(node, expected);
          return null;
        }
        return whole ? values : null;
      }
    };
  }

  /** A list's nodes, or those of a string cut at commas and white space. */
  static List<Node> parts(Node node) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    String text = Scalars.text(node);
    if (text == null) {
      return List.of();
    }
    List<Node> parts = new ArrayList<>();
    for (String part : BETWEEN.split(text, -1)) {
      if (!part.isEmpty()) {
        parts.add(scalarAt(node, part));
      }
    }
    return parts;
  }

  /** A piece of a scalar's text, in its place. */
  static ScalarNode scalarAt(Node node, String text) {
    return new ScalarNode(Tag.STR, text, node.getStartMark(), node.getEndMark(), ScalarStyle.PLAIN);
  }

  /** A list of texts, which may be empty. */
  static ValueType<List<String>> texts(String expected) {
    return new ValueType<>() {
      @Override
      public String expected() {
        return expected;
      }

      @Override
      public @Nullable List<String> read(Node node, Report report) {
        if (!(node instanceof SequenceNode sequence)) {
          report.expected(node, expected);
          return null;
        }
        List<String> texts = new ArrayList<>();
        for (Node item : sequence.getValue()) {
          String text = Scalars.text(item);
          if (text == null || text.isBlank()) {
            report.expected(item, "text");
          } else {
            texts.add(text);
          }
        }
        return texts.size() == sequence.getValue().size() ? texts : null;
      }
    };
  }

  /** Two whole numbers of the batch's lists, each at least 1. */
  record IntPair(int first, int second) {}

  /** A list of pairs of whole numbers, at least one pair, such as {@code [[256,256],[512,512]]}. */
  static ValueType<List<IntPair>> pairs(String names, String example) {
    String expected = "a list of pairs " + names + ", such as " + example;
    ValueType<Integer> number = ScalarTypes.integer(1);
    return new ValueType<>() {
      @Override
      public String expected() {
        return expected;
      }

      @Override
      public @Nullable List<IntPair> read(Node node, Report report) {
        if (!(node instanceof SequenceNode rows) || rows.getValue().isEmpty()) {
          report.expected(node, expected);
          return null;
        }
        if (rows.getValue().stream().noneMatch(SequenceNode.class::isInstance)) {
          report.expected(node, expected, "a list without pairs");
          return null;
        }
        List<IntPair> pairs = new ArrayList<>();
        for (Node row : rows.getValue()) {
          IntPair pair = pair(row, report);
          if (pair != null) {
            pairs.add(pair);
          }
        }
        return pairs.size() == rows.getValue().size() ? pairs : null;
      }

      private @Nullable IntPair pair(Node row, Report report) {
        if (!(row instanceof SequenceNode pair)) {
          report.expected(row, "a pair " + names);
          return null;
        }
        if (pair.getValue().size() != 2) {
          report.expected(row, "a pair " + names, "a list of " + pair.getValue().size());
          return null;
        }
        Integer first = number.read(pair.getValue().get(0), report);
        Integer second = number.read(pair.getValue().get(1), report);
        return first == null || second == null ? null : new IntPair(first, second);
      }
    };
  }
}
