// SPDX-License-Identifier: Apache-2.0
package llmbench.random;

/**
 * MT19937 (Matsumoto and Nishimura, Mersenne Twister: a 623-dimensionally equidistributed uniform
 * pseudo-random number generator, 1998), with both of its seedings. Not thread-safe.
 */
final class MersenneTwister {
  private static final int SIZE = 624;
  private static final int SHIFT_SIZE = 397;
  private static final int UPPER_BIT = 0x80000000;
  private static final int LOWER_BITS = 0x7fffffff;
  private static final int MATRIX = 0x9908b0df;
  private static final int ARRAY_SEED = 19_650_218;
  private static final int SEED_MULTIPLIER = 1_812_433_253;
  private static final int FIRST_MULTIPLIER = 1_664_525;
  private static final int SECOND_MULTIPLIER = 1_566_083_941;
  private static final double TWO_TO_26 = 0x1p26;
  private static final double TWO_TO_53 = 0x1p53;

  private final int[] state = new int[SIZE];
  private int next = SIZE;

  private MersenneTwister() {}

  /** {@code init_genrand}: seeded by one word. */
  static MersenneTwister ofWord(int seed) {
    MersenneTwister twister = new MersenneTwister();
    twister.fill(seed);
    return twister;
  }

  /** {@code init_by_array}: seeded by words, at least one. */
  static MersenneTwister ofWords(int... key) {
    MersenneTwister twister = new MersenneTwister();
    twister.fill(ARRAY_SEED);
    twister.mix(key);
    return twister;
  }

  private void fill(int seed) {
    state[0] = seed;
    for (int i = 1; i < SIZE; i++) {
      state[i] = SEED_MULTIPLIER * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  private void mix(int[] key) {
    int at = 1;
    int word = 0;
    for (int round = Math.max(SIZE, key.length); round > 0; round--) {
      state[at] = (state[at] ^ (before(at) * FIRST_MULTIPLIER)) + key[word] + word;
      at = following(at);
      word = (word + 1) % key.length;
    }
    for (int round = SIZE - 1; round > 0; round--) {
      state[at] = (state[at] ^ (before(at) * SECOND_MULTIPLIER)) - at;
      at = following(at);
    }
    state[0] = UPPER_BIT;
  }

  private int before(int at) {
    return state[at - 1] ^ (state[at - 1] >>> 30);
  }

  private int following(int at) {
    if (at + 1 < SIZE) {
      return at + 1;
    }
    state[0] = state[SIZE - 1];
    return 1;
  }

  /** The next 32 bits. */
  int next32() {
    if (next == SIZE) {
      twist();
    }
    int word = state[next++];
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return word ^ (word >>> 18);
  }

  private void twist() {
    for (int i = 0; i < SIZE; i++) {
      int word = (state[i] & UPPER_BIT) | (state[(i + 1) % SIZE] & LOWER_BITS);
      state[i] = state[(i + SHIFT_SIZE) % SIZE] ^ (word >>> 1) ^ ((word & 1) * MATRIX);
    }
    next = 0;
  }

  /** The next number in [0, 1), of 53 bits: {@code genrand_res53}. */
  double nextDouble() {
    int high = next32() >>> 5;
    int low = next32() >>> 6;
    return (high * TWO_TO_26 + low) / TWO_TO_53;
  }
}
