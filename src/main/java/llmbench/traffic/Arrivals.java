// SPDX-License-Identifier: Apache-2.0
package llmbench.traffic;

import java.util.Arrays;

/**
 * When each request is to be sent, from the start of its case on, in order. Takes 8 bytes for each.
 */
public final class Arrivals {
  private static final double NANOS = 1e9;

  private final double[] seconds;
  private final int size;

  private Arrivals(double[] seconds, int size) {
    this.seconds = seconds;
    this.size = size;
  }

  /**
   * Of offsets in seconds.
   *
   * @throws TrafficException if one is negative, not finite, or before the one ahead of it
   */
  public static Arrivals of(double... seconds) {
    return of(seconds.clone(), seconds.length);
  }

  /** Of the first so many of an array, which is kept. */
  static Arrivals of(double[] seconds, int size) {
    double before = 0;
    for (int i = 0; i < size; i++) {
      double next = seconds[i];
      if (!(next >= before) || next == Double.POSITIVE_INFINITY) {
        throw new TrafficException(
            "arrival "
                + (i + 1)
                + ": expected finite seconds from "
                + before
                + " on, found "
                + next);
      }
      before = next;
    }
    return new Arrivals(seconds, size);
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /**
   * Offset in seconds.
   *
   * @param index from 0
   */
  public double seconds(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return seconds[index];
  }

  /**
   * Offset in nanoseconds, the nearest.
   *
   * @param index from 0
   */
  public long nanos(int index) {
    return Math.round(seconds(index) * NANOS);
  }

  /** How many are not after an instant. */
  public int until(double instant) {
    int at = Arrays.binarySearch(seconds, 0, size, instant);
    if (at < 0) {
      return -at - 1;
    }
    while (at < size && seconds[at] == instant) {
      at++;
    }
    return at;
  }
}
