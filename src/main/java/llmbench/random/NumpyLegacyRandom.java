// SPDX-License-Identifier: Apache-2.0
package llmbench.random;

/**
 * {@code numpy.random.RandomState(seed)}, which is also the global generator after {@code
 * np.random.seed(seed)}, draw for draw: MT19937, and whole numbers by masked rejection. Source:
 * {@code numpy/random/mtrand.pyx}, {@code src/legacy/legacy-distributions.c} and {@code
 * src/distributions/distributions.c}. Not thread-safe.
 */
public final class NumpyLegacyRandom {
  /** The largest seed. */
  public static final long MOST_SEED = 0xffffffffL;

  private final MersenneTwister twister;

  /**
   * The generator of that seed.
   *
   * @param seed from 0 to {@link #MOST_SEED}
   */
  public NumpyLegacyRandom(long seed) {
    if (seed < 0 || seed > MOST_SEED) {
      throw new IllegalArgumentException(
          "seed: expected from 0 to " + MOST_SEED + ", found " + seed);
    }
    twister = MersenneTwister.ofWord((int) seed);
  }

  /** {@code random_sample()}: the next number in [0, 1). */
  public double random() {
    return twister.nextDouble();
  }

  /**
   * {@code randint(0, bound, size=count)}. A bound of 1 draws nothing.
   *
   * @param bound at least 1
   */
  public long[] integers(int bound, int count) {
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = upTo(bound - 1);
    }
    return values;
  }

  /** {@code permutation(size)}: the numbers from 0 in another order. */
  public int[] permutation(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    for (int i = size - 1; i > 0; i--) {
      int j = upTo(i);
      int item = order[i];
      order[i] = order[j];
      order[j] = item;
    }
    return order;
  }

  /** The next whole number from 0 to the most: as many bits as that has, until they fit. */
  private int upTo(int most) {
    if (most <= 0) {
      return 0;
    }
    int mask = -1 >>> Integer.numberOfLeadingZeros(most);
    int value;
    do {
      value = twister.next32() & mask;
    } while (value > most);
    return value;
  }
}
