// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

/**
 * How a figure changed from A to B. A ratio's change is the logarithm of B / A, that of a share the
 * difference B − A.
 *
 * @param point the best guess; infinite where one side is 0
 * @param ratio whether it is a logarithm
 * @param basis what its interval is from, in words; empty where there is none
 * @param span its interval at any level
 */
record Change(double point, boolean ratio, String basis, Span span) {
  /** An interval at any level. */
  @FunctionalInterface
  interface Span {
    /**
     * Its ends.
     *
     * @param level what lies outside of it, in (0, 1): 0.05 for a 95 % interval
     */
    Ends at(double level);
  }

  /** The ends of an interval; infinite where the sample says nothing. */
  record Ends(double low, double high) {
    static final Ends NONE = new Ends(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    boolean without(double value) {
      return low > value || high < value;
    }

    boolean within(double least, double most) {
      return low >= least && high <= most;
    }

    Ends and(Ends other) {
      return new Ends(Math.min(low, other.low), Math.max(high, other.high));
    }
  }

  /** A change of which only the figures are known. */
  static Change bare(double point, boolean ratio) {
    return new Change(point, ratio, "", level -> Ends.NONE);
  }

  /** Whether there is an interval at all. */
  boolean known() {
    return !basis.isEmpty();
  }

  /** A point of its scale as a change in per cent, or in percentage points of a share. */
  double percent(double onScale) {
    return 100 * (ratio ? Math.expm1(onScale) : onScale);
  }
}
