// SPDX-License-Identifier: Apache-2.0
package llmbench.statistics;

import org.jspecify.annotations.Nullable;

/**
 * A confidence interval of level {@link #CONFIDENCE}, in the unit of its figure.
 *
 * @param low lower end; null where the sample is too small to have one
 * @param high upper end; null where the sample is too small to have one
 */
public record Interval(@Nullable Double low, @Nullable Double high) {
  /** The level of every interval. */
  public static final double CONFIDENCE = 0.95;

  /** What may lie beyond each end. */
  static final double TAIL = (1 - CONFIDENCE) / 2;

  /** The interval of which the sample says nothing. */
  public static final Interval NONE = new Interval(null, null);

  /** Whether both ends are there. */
  public boolean whole() {
    return low != null && high != null;
  }

  /** In another unit. */
  public Interval times(double factor) {
    return new Interval(low == null ? null : low * factor, high == null ? null : high * factor);
  }
}
