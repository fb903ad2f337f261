// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Searches bytes eight at a time. A byte of {@code x} is below {@code n} where {@code (x - n·0x01…)
 * & ~x} has its high bit set, exact up to the lowest such byte (H. S. Warren, <i>Hacker's
 * Delight</i>, section 6-1).
 */
final class Words {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LINE_FEEDS = '\n' * ONES;
  private static final long CARRIAGE_RETURNS = '\r' * ONES;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long SPACES = ' ' * ONES;

  private Words() {}

  /** The first LF or CR in {@code [from, to)}; {@code to} if there is none. */
  static int lineEnd(byte[] b, int from, int to) {
    int p = from;
    for (; p + Long.BYTES <= to; p += Long.BYTES) {
      long x = (long) LONG.get(b, p);
      long found = (zeros(x ^ LINE_FEEDS) | zeros(x ^ CARRIAGE_RETURNS)) & HIGH_BITS;
      if (found != 0) {
        return p + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (p < to && b[p] != '\n' && b[p] != '\r') {
      p++;
    }
    return p;
  }

  /** The first quote, backslash or control character; {@code to} if there is none. */
  static int stringStop(byte[] b, int from, int to) {
    int p = from;
    for (; p + Long.BYTES <= to; p += Long.BYTES) {
      long x = (long) LONG.get(b, p);
      long found = (zeros(x ^ QUOTES) | zeros(x ^ BACKSLASHES) | ((x - SPACES) & ~x)) & HIGH_BITS;
      if (found != 0) {
        return p + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (p < to && b[p] != '"' && b[p] != '\\' && (b[p] < 0 || b[p] >= ' ')) {
      p++;
    }
    return p;
  }

  private static long zeros(long x) {
    return (x - ONES) & ~x;
  }
}
