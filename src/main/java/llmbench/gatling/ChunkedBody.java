// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

/**
 * Takes HTTP's chunked transfer coding (RFC 9112, section 7.1) off a body, in place and whatever
 * the cut of the reads. One decodes one body. Trailers are not read: {@link #rest} says where they
 * begin.
 */
final class ChunkedBody {
  private static final int SIZE = 0;
  private static final int EXTENSION = 1;
  private static final int DATA = 2;
  private static final int AFTER_DATA = 3;
  private static final int ENDED = 4;
  private static final int BROKEN = 5;

  private static final int MAX_DIGITS = 8;

  private int state = SIZE;
  private int size;
  private int digits;
  private int rest;

  /**
   * Decodes one read.
   *
   * @param bytes holds the read from {@code from} to {@code to}; the data of its chunks stands
   *     there afterwards, from {@code from} on
   * @return one past the last byte of data
   */
  int decode(byte[] bytes, int from, int to) {
    int out = from;
    int p = from;
    while (p < to && state < ENDED) {
      if (state == DATA) {
        int n = Math.min(size, to - p);
        System.arraycopy(bytes, p, bytes, out, n);
        out += n;
        p += n;
        size -= n;
        if (size == 0) {
          state = AFTER_DATA;
        }
      } else {
        state = next(bytes[p++]);
      }
    }
    rest = to - p;
    return out;
  }

  private int next(byte b) {
    if (state == AFTER_DATA) {
      return b == '\n' ? SIZE : b == '\r' ? AFTER_DATA : BROKEN;
    }
    if (b == '\n') {
      return sizeRead();
    }
    if (state == EXTENSION) {
      return EXTENSION;
    }
    int digit = hex(b);
    if (digit < 0) {
      return b == '\r' || b == ';' || b == ' ' || b == '\t' ? EXTENSION : BROKEN;
    }
    size = size << 4 | digit;
    return ++digits > MAX_DIGITS || size < 0 ? BROKEN : SIZE;
  }

  private int sizeRead() {
    if (digits == 0) {
      return BROKEN;
    }
    digits = 0;
    return size == 0 ? ENDED : DATA;
  }

  private static int hex(byte b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    int letter = b | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }

  /** Whether the line of the last chunk, of size 0, was read. */
  boolean ended() {
    return state == ENDED;
  }

  /** Whether the coding is broken. */
  boolean broken() {
    return state == BROKEN;
  }

  /** Bytes of the last read behind what was decoded: those after the last chunk's line. */
  int rest() {
    return rest;
  }
}
