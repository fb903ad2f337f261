// SPDX-License-Identifier: Apache-2.0
package llmbench.random;

/**
 * Many streams of random numbers of one seed, each of which can be read at any place, in any order
 * and from any thread, since nothing is kept: SplitMix64 (G. L. Steele, D. Lea and C. H. Flood,
 * Fast Splittable Pseudorandom Number Generators, 2014), whose state merely counts. Number j of a
 * stream is what {@code new java.util.SplittableRandom(s)} gives at its call j, where s is mixed
 * from the seed and the stream's number.
 */
public final class StreamRandom {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final int DOUBLE_SHIFT = 11;
  private static final double DOUBLE_UNIT = 0x1.0p-53;

  private final long seed;

  /** The streams of that seed. */
  public StreamRandom(long seed) {
    this.seed = mixed(seed + GOLDEN_GAMMA);
  }

  /**
   * A number in [0, 1).
   *
   * @param stream any
   * @param index of the number in its stream, from 0
   */
  public double at(long stream, long index) {
    return (mixed(start(stream) + (index + 1) * GOLDEN_GAMMA) >>> DOUBLE_SHIFT) * DOUBLE_UNIT;
  }

  /** The seed of a stream. */
  long start(long stream) {
    return mixed(seed + (stream + 1) * GOLDEN_GAMMA);
  }

  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
