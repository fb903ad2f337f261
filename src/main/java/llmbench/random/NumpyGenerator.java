// SPDX-License-Identifier: Apache-2.0
package llmbench.random;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * {@code numpy.random.default_rng(seed)}: PCG64 (O'Neill, PCG: A Family of Simple Fast
 * Space-Efficient Statistically Good Algorithms for Random Number Generation, 2014; XSL-RR output)
 * and bounded whole numbers by Lemire's method (Fast Random Integer Generation in an Interval,
 * 2019), draw for draw. Source: {@code numpy/random/src/pcg64}, {@code
 * src/distributions/distributions.c}. Not thread-safe.
 */
public final class NumpyGenerator {
  private static final long MULTIPLIER_HIGH = 0x2360ED051FC65DA4L;
  private static final long MULTIPLIER_LOW = 0x4385DF649FCCF645L;
  private static final int ROTATION_SHIFT = 58;
  private static final long LOW_WORD = 0xffffffffL;
  private static final int DOUBLE_SHIFT = 11;
  private static final double DOUBLE_UNIT = 0x1.0p-53;

  private long high;
  private long low;
  private final long incrementHigh;
  private final long incrementLow;
  private boolean halfLeft;
  private int half;

  /**
   * The generator of that seed.
   *
   * @param seed 0 or more
   */
  public NumpyGenerator(long seed) {
    if (seed < 0) {
      throw new IllegalArgumentException("seed: expected 0 or more, found " + seed);
    }
    long[] state = new SeedSequence(seed).state(4);
    incrementHigh = (state[2] << 1) | (state[3] >>> 63);
    incrementLow = (state[3] << 1) | 1;
    step();
    addToState(state[0], state[1]);
    step();
  }

  private void addToState(long addHigh, long addLow) {
    long sum = low + addLow;
    high += addHigh + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    low = sum;
  }

  private void step() {
    long productHigh =
        unsignedHigh(low, MULTIPLIER_LOW) + high * MULTIPLIER_LOW + low * MULTIPLIER_HIGH;
    low *= MULTIPLIER_LOW;
    high = productHigh;
    addToState(incrementHigh, incrementLow);
  }

  /** {@code Math.unsignedMultiplyHigh} of JDK 18. */
  private static long unsignedHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }

  private long next64() {
    step();
    return Long.rotateRight(high ^ low, (int) (high >>> ROTATION_SHIFT));
  }

  /** Low half first; the high half is kept for the next call. */
  private int next32() {
    if (halfLeft) {
      halfLeft = false;
      return half;
    }
    long next = next64();
    halfLeft = true;
    half = (int) (next >>> Integer.SIZE);
    return (int) next;
  }

  /**
   * {@code rng.integers(low, high, count)}. A range of one value draws nothing.
   *
   * @param from lowest value
   * @param to one above the highest value; at most 2³² − 1 above {@code from}
   */
  public long[] integers(long from, long to, int count) {
    long range = to - from - 1;
    if (range < 0 || range >= LOW_WORD) {
      throw new IllegalArgumentException("range: [" + from + ", " + to + ")");
    }
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = from + (range == 0 ? 0 : bounded(range));
    }
    return values;
  }

  /** {@code rng.random()}: the next number in [0, 1). What is left of a word stays for later. */
  public double random() {
    return (next64() >>> DOUBLE_SHIFT) * DOUBLE_UNIT;
  }

  /**
   * {@code rng.choice(n, p=weights)}: a position drawn by weight; draws even where there is one.
   *
   * @param weights that add up to 1
   */
  public int choice(double[] weights) {
    double[] cumulated = weights.clone();
    Arrays.parallelPrefix(cumulated, Double::sum);
    double last = cumulated[cumulated.length - 1];
    double drawn = random();
    int at = 0;
    while (at < cumulated.length - 1 && cumulated[at] / last <= drawn) {
      at++;
    }
    return at;
  }

  /**
   * {@code rng.integers(0, 256, n, dtype=uint8)} in pieces: four values of each 32 bits, lowest
   * first. What the last word has beyond the last piece is lost, as in NumPy; so one of these for
   * each of NumPy's calls.
   */
  public final class Bytes {
    private int word;
    private int left;

    private Bytes() {}

    /** Fills an array with the next values. */
    public void fill(byte[] values) {
      int at = 0;
      while (left > 0 && at < values.length) {
        values[at++] = next();
      }
      for (ByteBuffer whole = ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN);
          values.length - at >= Integer.BYTES;
          at += Integer.BYTES) {
        whole.putInt(at, next32());
      }
      while (at < values.length) {
        values[at++] = next();
      }
    }

    private byte next() {
      if (left == 0) {
        word = next32();
        left = Integer.BYTES;
      }
      byte value = (byte) word;
      word >>>= Byte.SIZE;
      left--;
      return value;
    }
  }

  /** The values of one call of {@code integers} for {@code uint8}. */
  public Bytes bytes() {
    return new Bytes();
  }

  /**
   * {@code rng.permutation(size)}, and the order into which {@code rng.shuffle} brings a list of so
   * many.
   */
  public int[] permutation(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    for (int i = size - 1; i > 0; i--) {
      int j = masked(i);
      int item = order[i];
      order[i] = order[j];
      order[j] = item;
    }
    return order;
  }

  /** {@code random_interval}: draws below the next power of two until one fits. */
  private int masked(int most) {
    int mask = -1 >>> Integer.numberOfLeadingZeros(most);
    int value;
    do {
      value = next32() & mask;
    } while (value > most);
    return value;
  }

  private long bounded(long range) {
    long size = range + 1;
    long product = (next32() & LOW_WORD) * size;
    long leftover = product & LOW_WORD;
    if (leftover < size) {
      long threshold = (LOW_WORD - range) % size;
      while (leftover < threshold) {
        product = (next32() & LOW_WORD) * size;
        leftover = product & LOW_WORD;
      }
    }
    return product >>> Integer.SIZE;
  }
}
