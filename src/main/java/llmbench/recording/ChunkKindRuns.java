// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.util.Arrays;

/**
 * The kinds of a stream's chunks as runs: each a {@link ChunkKind} and how often it came, the
 * number left out for one. {@code eo98f} is an empty chunk, 98 with output and a finish.
 */
final class ChunkKindRuns {
  private ChunkKindRuns() {}

  /** Whether nothing else came, so that the kinds need not be written. */
  static boolean allOutput(byte[] kinds) {
    for (byte kind : kinds) {
      if (kind != ChunkKind.OUTPUT) {
        return false;
      }
    }
    return true;
  }

  static String encode(byte[] kinds) {
    StringBuilder runs = new StringBuilder();
    for (int start = 0; start < kinds.length; ) {
      int end = start;
      while (end < kinds.length && kinds[end] == kinds[start]) {
        end++;
      }
      if (!isKind(kinds[start])) {
        throw new IllegalArgumentException("a chunk's kind is a letter a to z: " + kinds[start]);
      }
      runs.append((char) kinds[start]);
      if (end - start > 1) {
        runs.append(end - start);
      }
      start = end;
    }
    return runs.toString();
  }

  /**
   * The kinds of {@code count} chunks.
   *
   * @throws IllegalArgumentException if the text is no such runs, or of another number of chunks
   */
  static byte[] decode(String runs, int count) {
    byte[] kinds = new byte[count];
    int filled = 0;
    for (int i = 0; i < runs.length(); ) {
      char kind = runs.charAt(i++);
      int digits = i;
      while (i < runs.length() && isDigit(runs.charAt(i))) {
        i++;
      }
      int length = digits == i ? 1 : length(runs.substring(digits, i));
      if (!isKind(kind) || length < 1 || length > count - filled) {
        throw mismatch(runs, count);
      }
      Arrays.fill(kinds, filled, filled + length, (byte) kind);
      filled += length;
    }
    if (filled != count) {
      throw mismatch(runs, count);
    }
    return kinds;
  }

  private static int length(String digits) {
    return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  private static boolean isKind(int kind) {
    return kind >= 'a' && kind <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static IllegalArgumentException mismatch(String runs, int count) {
    return new IllegalArgumentException(
        "kinds \"" + runs + "\" do not fit " + count + " chunks; expected runs such as eo98f");
  }
}
