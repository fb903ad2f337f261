// SPDX-License-Identifier: Apache-2.0
package llmbench.random;

import java.util.ArrayList;
import java.util.List;

/**
 * numpy's {@code SeedSequence} ({@code numpy/random/bit_generator.pyx}, after M. E. O'Neill's
 * {@code seed_seq_fe}): spreads a seed over as many words as a generator needs.
 */
final class SeedSequence {
  private static final int POOL_SIZE = 4;
  private static final int INIT_A = 0x43b0d7e5;
  private static final int MULT_A = 0x931e8875;
  private static final int INIT_B = 0x8b51f9dd;
  private static final int MULT_B = 0x58f38ded;
  private static final int MIX_LEFT = 0xca01f9dd;
  private static final int MIX_RIGHT = 0x4973f715;
  private static final int SHIFT = 16;
  private static final long LOW_WORD = 0xffffffffL;

  private final int[] pool = new int[POOL_SIZE];
  private int hash = INIT_A;

  /**
   * From a seed as {@code default_rng(seed)} takes it.
   *
   * @param seed 0 or more
   */
  SeedSequence(long seed) {
    int[] entropy = words(seed);
    for (int i = 0; i < POOL_SIZE; i++) {
      pool[i] = hashed(i < entropy.length ? entropy[i] : 0);
    }
    for (int from = 0; from < POOL_SIZE; from++) {
      for (int to = 0; to < POOL_SIZE; to++) {
        if (from != to) {
          pool[to] = mixed(pool[to], hashed(pool[from]));
        }
      }
    }
  }

  private static int[] words(long seed) {
    List<Integer> words = new ArrayList<>();
    long rest = seed;
    do {
      words.add((int) rest);
      rest >>>= Integer.SIZE;
    } while (rest != 0);
    return words.stream().mapToInt(Integer::intValue).toArray();
  }

  private int hashed(int value) {
    int v = value ^ hash;
    hash *= MULT_A;
    v *= hash;
    return v ^ (v >>> SHIFT);
  }

  private static int mixed(int x, int y) {
    int v = MIX_LEFT * x - MIX_RIGHT * y;
    return v ^ (v >>> SHIFT);
  }

  /** The first words of the generated state, 64 bits each. */
  long[] state(int words) {
    long[] state = new long[words];
    int hashB = INIT_B;
    for (int i = 0; i < 2 * words; i++) {
      int v = pool[i % POOL_SIZE] ^ hashB;
      hashB *= MULT_B;
      v *= hashB;
      v ^= v >>> SHIFT;
      state[i / 2] |= (v & LOW_WORD) << (Integer.SIZE * (i % 2));
    }
    return state;
  }
}
