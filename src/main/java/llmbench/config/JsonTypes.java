// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Values as JSON has them: maps in order, lists, texts, {@link Long} or {@link BigInteger}, {@link
 * Double}, booleans and null. An unquoted scalar is what JSON (YAML 1.2) takes it for: {@code no}
 * and {@code 1:30} are texts.
 */
final class JsonTypes {
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");

  /** YAML 1.1 takes {@code 1e5} for text, JSON for a number. */
  private static final Pattern EXPONENT = Pattern.compile("[-+]?[0-9]+[eE][-+]?[0-9]+");

  private static final int LONGEST_INTEGER = 21;
  private static final BigInteger LEAST = BigInteger.TWO.pow(63).negate();
  private static final BigInteger MOST = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  private JsonTypes() {}

  /** A map, in YAML or as JSON text. */
  static ValueType<Map<String, Object>> map() {
    return new ValueType<>() {
      @Override
      public String expected() {
        return "a map, or its JSON as text";
      }

      @Override
      public @Nullable Map<String, Object> read(Node node, Report report) {
        Node value = mapInText(node);
        if (!(value instanceof MappingNode map)) {
          report.expected(value, expected());
          return null;
        }
        List<Node> numbers = new ArrayList<>();
        collectUnwritable(map, numbers);
        numbers.forEach(number -> report.expected(number, "a value that JSON can hold"));
        return numbers.isEmpty() ? mapOf(map) : null;
      }
    };
  }

  /** The map that a text holds in JSON or YAML; any other node as it is. */
  static Node mapInText(Node node) {
    String text = Scalars.text(node);
    if (text == null || !text.stripLeading().startsWith("{")) {
      return node;
    }
    Node inner = YamlText.composeInner(text, node);
    return inner == null ? node : inner;
  }

  /** A node's value. Infinite numbers and integers beyond 64 bits stay texts. */
  static @Nullable Object value(Node node) {
    if (node instanceof MappingNode map) {
      return mapOf(map);
    }
    if (node instanceof SequenceNode sequence) {
      List<@Nullable Object> values = new ArrayList<>();
      sequence.getValue().forEach(item -> values.add(value(item)));
      return Collections.unmodifiableList(values);
    }
    return scalar((ScalarNode) node);
  }

  @SuppressWarnings("NullAway") // JSON's null is a value of the map
  private static Map<String, Object> mapOf(MappingNode map) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (NodeTuple tuple : map.getValue()) {
      values.put(keyOf(tuple), value(tuple.getValueNode()));
    }
    return Collections.unmodifiableMap(values);
  }

  private static String keyOf(NodeTuple tuple) {
    return tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
  }

  private static @Nullable Object scalar(ScalarNode node) {
    String text = node.getValue();
    if (Scalars.isNull(node)) {
      return null;
    }
    boolean isText = Tag.STR.equals(node.getTag()) && !EXPONENT.matcher(text).matches();
    if (!node.isPlain() || isText) {
      return text;
    }
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return Boolean.valueOf(text);
    }
    if (unwritable(node)) {
      return text;
    }
    if (INTEGER.matcher(text).matches()) {
      BigInteger integer = new BigInteger(text);
      return integer.bitLength() < 64 ? (Object) integer.longValue() : integer;
    }
    BigDecimal real = text.indexOf('_') < 0 ? Scalars.real(text) : null;
    return real == null ? text : (Object) real.doubleValue();
  }

  private static void collectUnwritable(Node node, List<Node> found) {
    if (node instanceof MappingNode map) {
      for (NodeTuple tuple : map.getValue()) {
        collectUnwritable(tuple.getValueNode(), found);
      }
    } else if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(item -> collectUnwritable(item, found));
    } else if (unwritable((ScalarNode) node)) {
      found.add(node);
    }
  }

  /** {@code .inf}, {@code .nan}, and whole numbers that vLLM's server could not take. */
  private static boolean unwritable(ScalarNode node) {
    if (!node.isPlain()) {
      return false;
    }
    String text = node.getValue();
    if (INTEGER.matcher(text).matches()) {
      return text.length() > LONGEST_INTEGER
          || new BigInteger(text).compareTo(LEAST) < 0
          || new BigInteger(text).compareTo(MOST) > 0;
    }
    BigDecimal real = Scalars.real(text);
    return real == null ? Tag.FLOAT.equals(node.getTag()) : Double.isInfinite(real.doubleValue());
  }
}
