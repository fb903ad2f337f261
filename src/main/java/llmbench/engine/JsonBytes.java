// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as UTF-8 with the keys in the order given, in the form of pydantic's {@code
 * model_dump_json}, which vLLM uses: no spaces, and no escapes beyond the needed ones.
 */
final class JsonBytes {
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};
  private static final String HEX = "0123456789abcdef";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  /** Appends as it is: structure, keys, numbers. */
  JsonBytes raw(String json) {
    out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  JsonBytes raw(byte[] json) {
    out.writeBytes(json);
    return this;
  }

  JsonBytes number(long value) {
    return raw(Long.toString(value));
  }

  /** A string in quotes, or {@code null}. */
  JsonBytes string(@Nullable String value) {
    if (value == null) {
      out.writeBytes(NULL);
      return this;
    }
    out.write('"');
    out.writeBytes(escape(value));
    out.write('"');
    return this;
  }

  /** {@code [1,2]} of the part from {@code from} to {@code to}. */
  JsonBytes numbers(int[] values, int from, int to) {
    out.write('[');
    for (int i = from; i < to; i++) {
      if (i > from) {
        out.write(',');
      }
      number(values[i]);
    }
    out.write(']');
    return this;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  /** The text as the inside of a JSON string. */
  static byte[] escape(String text) {
    StringBuilder escaped = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\') {
        if (escaped != null) {
          escaped.append(c);
        }
        continue;
      }
      if (escaped == null) {
        escaped = new StringBuilder(text.length() + 8).append(text, 0, i);
      }
      switch (c) {
        case '"' -> escaped.append("\\\"");
        case '\\' -> escaped.append("\\\\");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        case '\b' -> escaped.append("\\b");
        case '\f' -> escaped.append("\\f");
        default -> escaped.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return (escaped == null ? text : escaped.toString()).getBytes(StandardCharsets.UTF_8);
  }
}
