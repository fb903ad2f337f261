// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

/**
 * Walks JSON in a byte array without making anything of it. Every method takes a position and gives
 * the one behind what it read, or {@link #BAD} where the bytes are no JSON (RFC 8259; whether
 * strings are valid UTF-8 is not looked at).
 */
final class JsonBytes {
  /** Not JSON. */
  static final int BAD = -1;

  /** Deeper nesting than any API has; a bound for the recursion. */
  private static final int MAX_DEPTH = 64;

  private JsonBytes() {}

  /** Behind white space; never {@link #BAD}. */
  static int space(byte[] b, int p, int to) {
    while (p < to && (b[p] == ' ' || b[p] == '\n' || b[p] == '\t' || b[p] == '\r')) {
      p++;
    }
    return p;
  }

  /** Behind the string that starts with the quote at {@code p}. */
  static int string(byte[] b, int p, int to) {
    p = Words.stringStop(b, p + 1, to);
    while (p < to) {
      byte c = b[p];
      if (c == '"') {
        return p + 1;
      }
      if (c == '\\') {
        p = escape(b, p + 1, to);
        if (p == BAD) {
          return BAD;
        }
        p = Words.stringStop(b, p, to);
      } else {
        return BAD;
      }
    }
    return BAD;
  }

  private static int escape(byte[] b, int p, int to) {
    if (p >= to) {
      return BAD;
    }
    switch (b[p]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
        return p + 1;
      }
      case 'u' -> {
        if (p + 4 >= to) {
          return BAD;
        }
        for (int i = 1; i <= 4; i++) {
          if (Character.digit(b[p + i], 16) < 0) {
            return BAD;
          }
        }
        return p + 5;
      }
      default -> {
        return BAD;
      }
    }
  }

  /** Behind the value that starts at {@code p}, white space before it not included. */
  static int value(byte[] b, int p, int to) {
    return value(b, p, to, 0);
  }

  private static int value(byte[] b, int p, int to, int depth) {
    if (p >= to || depth > MAX_DEPTH) {
      return BAD;
    }
    return switch (b[p]) {
      case '"' -> string(b, p, to);
      case '{' -> object(b, p, to, depth);
      case '[' -> array(b, p, to, depth);
      case 't' -> literal(b, p, to, "true");
      case 'f' -> literal(b, p, to, "false");
      case 'n' -> literal(b, p, to, "null");
      default -> number(b, p, to);
    };
  }

  private static int object(byte[] b, int p, int to, int depth) {
    p = space(b, p + 1, to);
    if (p < to && b[p] == '}') {
      return p + 1;
    }
    while (true) {
      p = key(b, p, to);
      if (p == BAD) {
        return BAD;
      }
      p = value(b, p, to, depth + 1);
      if (p == BAD) {
        return BAD;
      }
      p = space(b, p, to);
      if (p >= to) {
        return BAD;
      }
      if (b[p] == '}') {
        return p + 1;
      }
      if (b[p] != ',') {
        return BAD;
      }
      p = space(b, p + 1, to);
    }
  }

  /** Behind {@code "key" :} and the white space that follows, that is, at the member's value. */
  static int key(byte[] b, int p, int to) {
    if (p >= to || b[p] != '"') {
      return BAD;
    }
    p = string(b, p, to);
    if (p == BAD) {
      return BAD;
    }
    p = space(b, p, to);
    if (p >= to || b[p] != ':') {
      return BAD;
    }
    return space(b, p + 1, to);
  }

  private static int array(byte[] b, int p, int to, int depth) {
    p = space(b, p + 1, to);
    if (p < to && b[p] == ']') {
      return p + 1;
    }
    while (true) {
      p = value(b, p, to, depth + 1);
      if (p == BAD) {
        return BAD;
      }
      p = space(b, p, to);
      if (p >= to) {
        return BAD;
      }
      if (b[p] == ']') {
        return p + 1;
      }
      if (b[p] != ',') {
        return BAD;
      }
      p = space(b, p + 1, to);
    }
  }

  private static int literal(byte[] b, int p, int to, String word) {
    int n = word.length();
    if (to - p < n) {
      return BAD;
    }
    for (int i = 0; i < n; i++) {
      if (b[p + i] != word.charAt(i)) {
        return BAD;
      }
    }
    return p + n;
  }

  private static int number(byte[] b, int p, int to) {
    if (b[p] == '-') {
      p++;
    }
    int start = p;
    p = digits(b, p, to);
    if (p == start || (b[start] == '0' && p > start + 1)) {
      return BAD;
    }
    if (p < to && b[p] == '.') {
      start = p + 1;
      p = digits(b, start, to);
      if (p == start) {
        return BAD;
      }
    }
    if (p < to && (b[p] == 'e' || b[p] == 'E')) {
      start = p + 1;
      if (start < to && (b[start] == '+' || b[start] == '-')) {
        start++;
      }
      p = digits(b, start, to);
      if (p == start) {
        return BAD;
      }
    }
    return p;
  }

  private static int digits(byte[] b, int p, int to) {
    while (p < to && b[p] >= '0' && b[p] <= '9') {
      p++;
    }
    return p;
  }

  /** Whether the key whose opening quote stands at {@code p} is {@code name} (ASCII, unescaped). */
  static boolean is(byte[] b, int p, int to, String name) {
    int n = name.length();
    if (p + n + 1 >= to || b[p + n + 1] != '"') {
      return false;
    }
    for (int i = 0; i < n; i++) {
      if (b[p + 1 + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
