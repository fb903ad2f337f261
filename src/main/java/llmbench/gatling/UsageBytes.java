// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

/** Reads a number of a usage object from a frame's bytes, once a stream, without a tree. */
final class UsageBytes {
  private static final int MAX_DIGITS = 9;

  private UsageBytes() {}

  /** The whole number after {@code "field":}; -1 if it is not there or is no whole number. */
  static int find(byte[] b, int from, int to, String field) {
    int n = field.length();
    if (n == 0) {
      return -1;
    }
    for (int p = to - n - 3; p >= from; p--) {
      if (b[p] == '"' && b[p + n + 1] == '"' && matches(b, p + 1, field)) {
        return number(b, p + n + 2, to);
      }
    }
    return -1;
  }

  private static boolean matches(byte[] b, int p, String field) {
    for (int i = 0; i < field.length(); i++) {
      if (b[p + i] != field.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int number(byte[] b, int p, int to) {
    while (p < to && (b[p] == ' ' || b[p] == ':')) {
      p++;
    }
    int value = 0;
    int start = p;
    while (p < to && b[p] >= '0' && b[p] <= '9' && p - start < MAX_DIGITS) {
      value = 10 * value + b[p] - '0';
      p++;
    }
    return p == start ? -1 : value;
  }
}
