// SPDX-License-Identifier: Apache-2.0
package llmbench.random;

/**
 * CPython's {@code random.Random(seed)}, draw for draw: MT19937 seeded by the words of the number.
 * Source: {@code Modules/_randommodule.c} and {@code Lib/random.py} of CPython 3.11. Not
 * thread-safe.
 */
public final class PythonRandom {
  private final MersenneTwister twister;

  /**
   * The generator of that seed.
   *
   * @param seed any; like Python, only its magnitude counts
   */
  public PythonRandom(long seed) {
    long magnitude = Math.abs(seed);
    int low = (int) magnitude;
    int high = (int) (magnitude >>> Integer.SIZE);
    twister = high == 0 ? MersenneTwister.ofWords(low) : MersenneTwister.ofWords(low, high);
  }

  /** {@code random()}: the next number in [0, 1). */
  public double random() {
    return twister.nextDouble();
  }

  /**
   * {@code _randbelow}, which {@code choice} of a list with so many items draws too: the next whole
   * number in [0, bound). A bound of 1 draws as well.
   *
   * @param bound at least 1
   */
  public int below(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound: expected at least 1, found " + bound);
    }
    int shift = Integer.numberOfLeadingZeros(bound);
    int value;
    do {
      value = twister.next32() >>> shift;
    } while (value >= bound);
    return value;
  }

  /**
   * {@code choices(range(size), k=count)}: positions in a list, drawn with replacement.
   *
   * @param size of the list, at least 1
   */
  public int[] choices(int size, int count) {
    int[] chosen = new int[count];
    for (int i = 0; i < count; i++) {
      chosen[i] = (int) (random() * size);
    }
    return chosen;
  }

  /** {@code shuffle(list(range(size)))}: for each place, which item comes there. */
  public int[] shuffled(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    for (int i = size - 1; i > 0; i--) {
      int j = below(i + 1);
      int item = order[i];
      order[i] = order[j];
      order[j] = item;
    }
    return order;
  }
}
