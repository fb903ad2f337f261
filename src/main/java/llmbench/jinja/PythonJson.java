// SPDX-License-Identifier: Apache-2.0
package llmbench.jinja;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Python's {@code json.dumps(value, ensure_ascii=False, indent=…)}: a space after each colon and
 * comma.
 */
final class PythonJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int indent;
  private final StringBuilder text = new StringBuilder();

  /**
   * A writer.
   *
   * @param indent spaces of each level; below 0 for one line
   */
  PythonJson(int indent) {
    this.indent = indent;
  }

  String of(@Nullable Object value) {
    write(value, 0);
    return text.toString();
  }

  private void write(@Nullable Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      int written = 0;
      text.append('{');
      for (Entry<?, ?> entry : map.entrySet()) {
        separate(written++, depth + 1);
        text.append(quoted(String.valueOf(entry.getKey()))).append(": ");
        write(entry.getValue(), depth + 1);
      }
      end(written, depth, '}');
    } else if (value instanceof Collection<?> items) {
      int written = 0;
      text.append('[');
      for (Object item : items) {
        separate(written++, depth + 1);
        write(item, depth + 1);
      }
      end(written, depth, ']');
    } else if (value instanceof CharSequence words) {
      text.append(quoted(words.toString()));
    } else if (value instanceof Number number) {
      text.append(PythonText.number(number));
    } else if (value == null || value instanceof Boolean) {
      text.append(value);
    } else {
      throw new IllegalArgumentException("it is not JSON: " + value.getClass().getSimpleName());
    }
  }

  private void separate(int written, int depth) {
    if (indent < 0) {
      text.append(written == 0 ? "" : ", ");
    } else {
      text.append(written == 0 ? "\n" : ",\n").append(" ".repeat(indent * depth));
    }
  }

  private void end(int written, int depth, char mark) {
    if (indent >= 0 && written > 0) {
      text.append('\n').append(" ".repeat(indent * depth));
    }
    text.append(mark);
  }

  private static String quoted(String words) {
    try {
      // Python writes the escapes of control characters in small letters, as Jackson's capitals.
      return JSON.writeValueAsString(words);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
