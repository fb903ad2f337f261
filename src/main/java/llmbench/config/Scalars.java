// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the text of scalars. A key's type decides what the text is, not YAML's guess: {@code 010}
 * is ten and {@code 1:30} is no number, and quotes around a number change nothing.
 */
final class Scalars {
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9][0-9_]{0,30}");
  private static final Pattern REAL =
      Pattern.compile(
          "[-+]?([0-9][0-9_]{0,40}(\\.[0-9]{0,40})?|\\.[0-9]{1,40})([eE][-+]?[0-9]{1,3})?");
  private static final Pattern INFINITE =
      Pattern.compile("\\+?\\.?inf(inity)?", Pattern.CASE_INSENSITIVE);

  private Scalars() {}

  /** Whether nothing is written: {@code key:}, {@code key: null} or {@code key: ~}. */
  static boolean isNull(Node node) {
    return node instanceof ScalarNode scalar && scalar.isPlain() && Tag.NULL.equals(node.getTag());
  }

  /** A scalar's text; null for a list, a map, a null or a node with a tag of its own. */
  static @Nullable String text(Node node) {
    return node instanceof ScalarNode scalar && !isNull(node) ? scalar.getValue() : null;
  }

  static boolean looksNumeric(String text) {
    return REAL.matcher(text).matches() || INFINITE.matcher(text).matches();
  }

  /** Null for what is no whole number that fits. */
  static @Nullable Long integer(String text) {
    if (!INTEGER.matcher(text).matches()) {
      return null;
    }
    try {
      return Long.valueOf(text.replace("_", ""));
    } catch (NumberFormatException tooLarge) {
      return null;
    }
  }

  /** Null for what is no finite number. */
  static @Nullable BigDecimal real(String text) {
    if (!REAL.matcher(text).matches()) {
      return null;
    }
    return new BigDecimal(text.replace("_", ""));
  }

  /** Positive infinity as Python and YAML write it: {@code inf}, {@code .inf}, {@code Infinity}. */
  static boolean infinite(String text) {
    return INFINITE.matcher(text).matches();
  }

  /** Null for what is neither true nor false. */
  static @Nullable Boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> Boolean.TRUE;
      case "false", "no", "off" -> Boolean.FALSE;
      default -> null;
    };
  }
}
