// SPDX-License-Identifier: Apache-2.0
package llmbench.jinja;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/** Values as Python writes them: {@code str} and {@code repr}. */
final class PythonText {
  private PythonText() {}

  /**
   * {@code str}. Undefined is written as nothing; None cannot be told from it here, and is written
   * so too.
   */
  static String written(@Nullable Object value) {
    return value == null ? "" : value instanceof CharSequence text ? text.toString() : repr(value);
  }

  /** {@code repr}. */
  static String repr(@Nullable Object value) {
    if (value == null) {
      return "None";
    } else if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    } else if (value instanceof CharSequence text) {
      return quoted(text.toString());
    } else if (value instanceof Map<?, ?> map) {
      return map(map);
    } else if (value instanceof Entry<?, ?> pair) {
      return "(" + repr(pair.getKey()) + ", " + repr(pair.getValue()) + ")";
    } else if (value instanceof Collection<?> items) {
      return items(items);
    } else if (value instanceof Number number) {
      return number(number);
    }
    throw new IllegalArgumentException(
        "a " + value.getClass().getSimpleName() + " has no text in Python");
  }

  static String number(Number number) {
    if (!(number instanceof Double)
        && !(number instanceof Float)
        && !(number instanceof java.math.BigDecimal)) {
      return number.toString();
    }
    double value = number.doubleValue();
    if (value == Math.rint(value) && Math.abs(value) < 1e16) {
      return (long) value + ".0";
    }
    String text = Double.toString(value);
    if (text.indexOf('E') >= 0) {
      throw new IllegalArgumentException("the number " + text + " is not written as in Python");
    }
    return text;
  }

  private static String map(Map<?, ?> map) {
    StringBuilder text = new StringBuilder("{");
    for (Entry<?, ?> entry : map.entrySet()) {
      text.append(text.length() > 1 ? ", " : "")
          .append(repr(entry.getKey()))
          .append(": ")
          .append(repr(entry.getValue()));
    }
    return text.append('}').toString();
  }

  private static String items(Collection<?> items) {
    StringBuilder text = new StringBuilder("[");
    for (Iterator<?> each = items.iterator(); each.hasNext(); ) {
      text.append(repr(each.next())).append(each.hasNext() ? ", " : "");
    }
    return text.append(']').toString();
  }

  private static String quoted(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder quoted = new StringBuilder().append(quote);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        case '\\' -> quoted.append("\\\\");
        default -> {
          if (c == quote) {
            quoted.append('\\');
          }
          quoted.append(c);
        }
      }
    }
    return quoted.append(quote).toString();
  }
}
