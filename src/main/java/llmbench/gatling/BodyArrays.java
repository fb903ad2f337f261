// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Arrays for the bodies of answers, used again and again. Bodies are nearly all that lives through
 * a young collection while streams run, and copying them is nearly all of its pause (at 1,000
 * streams of 100 tokens 40 MB, 20 to 30 ms); an array that is kept grows old, and is copied no
 * more. Takes no lock; an array changes hands twice an answer, not once a token.
 */
final class BodyArrays {
  private static final int SMALLEST_BITS = 12;

  /** Larger ones are left to the collector. */
  private static final int LARGEST_BITS = 20;

  /** Idle arrays together, in bytes. */
  static final long MOST_IDLE = 96L << 20;

  private static final BodyArrays SHARED = new BodyArrays();

  private final AtomicLong idle = new AtomicLong();
  private final ConcurrentLinkedDeque<byte[]>[] bySize = deques();

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type can't be made otherwise
  private static ConcurrentLinkedDeque<byte[]>[] deques() {
    ConcurrentLinkedDeque<byte[]>[] made =
        new ConcurrentLinkedDeque[LARGEST_BITS - SMALLEST_BITS + 1];
    for (int i = 0; i < made.length; i++) {
      made[i] = new ConcurrentLinkedDeque<>();
    }
    return made;
  }

  /** Those of this JVM. */
  static BodyArrays shared() {
    return SHARED;
  }

  /** One of at least that many bytes, whose content is anything. */
  byte[] take(int bytes) {
    int bits = bits(bytes);
    if (bits > LARGEST_BITS) {
      return new byte[bytes];
    }
    byte[] kept = bySize[bits - SMALLEST_BITS].pollFirst();
    if (kept == null) {
      return new byte[1 << bits];
    }
    idle.addAndGet(-kept.length);
    return kept;
  }

  /** Gives one back that nobody reads any more. */
  void give(byte[] array) {
    int bits = bits(array.length);
    if (bits > LARGEST_BITS || array.length != 1 << bits) {
      return;
    }
    if (idle.addAndGet(array.length) > MOST_IDLE) {
      idle.addAndGet(-array.length);
    } else {
      bySize[bits - SMALLEST_BITS].addFirst(array);
    }
  }

  /** Makes as many of that size idle, if there is room for them. */
  void prepare(int count, int bytes) {
    int bits = bits(bytes);
    if (bits <= LARGEST_BITS) {
      for (int n = bySize[bits - SMALLEST_BITS].size();
          n < count && idle.get() + (1L << bits) <= MOST_IDLE;
          n++) {
        give(new byte[1 << bits]);
      }
    }
  }

  /** Bytes of the idle ones. */
  long idle() {
    return idle.get();
  }

  private static int bits(int bytes) {
    return Math.max(SMALLEST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(bytes - 1));
  }
}
