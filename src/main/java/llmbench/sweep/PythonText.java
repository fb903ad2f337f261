// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * JSON values as Python writes and compares them; vLLM's names and files are made of such texts.
 */
public final class PythonText {
  private static final int LEAST_EXPONENT = -4;
  private static final int MOST_EXPONENT = 16;

  private PythonText() {}

  /** {@code str(value)}. */
  public static String str(JsonNode value) {
    return value.isTextual() ? value.textValue() : repr(value);
  }

  /** {@code repr(value)}. */
  public static String repr(JsonNode value) {
    if (value.isTextual()) {
      return quoted(value.textValue());
    } else if (value.isBoolean()) {
      return value.booleanValue() ? "True" : "False";
    } else if (value.isIntegralNumber()) {
      return value.bigIntegerValue().toString();
    } else if (value.isNumber()) {
      return number(value.doubleValue());
    }
    List<String> parts = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(item -> parts.add(repr(item)));
      return "[" + String.join(", ", parts) + "]";
    } else if (value.isObject()) {
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        parts.add(quoted(member.getKey()) + ": " + repr(member.getValue()));
      }
      return "{" + String.join(", ", parts) + "}";
    }
    return "None";
  }

  /**
   * {@code repr} of a float: the fewest digits that read back as the same number, with an exponent
   * below 1e-4 and from 1e16 on.
   */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    } else if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    } else if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = shortest(Math.abs(value));
    String digits = shortest.unscaledValue().toString();
    int exponent = digits.length() - 1 - shortest.scale();
    String sign = value < 0 ? "-" : "";
    if (exponent >= LEAST_EXPONENT && exponent < MOST_EXPONENT) {
      String plain = shortest.toPlainString();
      return sign + plain + (plain.indexOf('.') < 0 ? ".0" : "");
    }
    String tail = digits.length() == 1 ? "" : "." + digits.substring(1);
    return sign
        + digits.charAt(0)
        + tail
        + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /** Before Java 19, {@link Double#toString} has a digit too many for some numbers. */
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    BigDecimal best = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int most = best.precision();
    for (int digits = most; digits >= 1; digits--) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        best = rounded.stripTrailingZeros();
      } else if (digits < most) {
        break;
      }
    }
    return best;
  }

  private static String quoted(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder quoted = new StringBuilder().append(quote);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\\' -> quoted.append("\\\\");
                default -> {
                  if (!printable(c)) {
                    String form = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
                    quoted.append(String.format(Locale.ROOT, form, c));
                  } else {
                    quoted.append(c == quote ? "\\" : "").appendCodePoint(c);
                  }
                }
              }
            });
    return quoted.append(quote).toString();
  }

  /** {@code str.isprintable}: no separator but the space, and nothing of the category Other. */
  private static boolean printable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  /** {@code a == b}: numbers by value, True is 1, NaN equals nothing; the order of keys is free. */
  static boolean equal(JsonNode a, JsonNode b) {
    if (isNumber(a) && isNumber(b)) {
      return equalNumbers(a, b);
    }
    if (a.getNodeType() != b.getNodeType() || a.size() != b.size()) {
      return false;
    }
    if (a.isArray()) {
      for (Iterator<JsonNode> left = a.iterator(), right = b.iterator(); left.hasNext(); ) {
        if (!equal(left.next(), right.next())) {
          return false;
        }
      }
      return true;
    } else if (a.isObject()) {
      return a.properties().stream()
          .allMatch(each -> b.has(each.getKey()) && equal(each.getValue(), b.get(each.getKey())));
    }
    return a.equals(b);
  }

  private static boolean isNumber(JsonNode value) {
    return value.isNumber() || value.isBoolean();
  }

  private static boolean equalNumbers(JsonNode a, JsonNode b) {
    double left = a.asDouble();
    double right = b.asDouble();
    if (!Double.isFinite(left) || !Double.isFinite(right)) {
      return left == right;
    }
    return exact(a).compareTo(exact(b)) == 0;
  }

  private static BigDecimal exact(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    return value.isIntegralNumber()
        ? new BigDecimal(value.bigIntegerValue())
        : new BigDecimal(value.doubleValue());
  }
}
