// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

/**
 * How much of a case the page keeps, so that it stays below 3 MB for up to some 60 cases.
 *
 * @param lanes requests in the swim lane
 * @param gaps longest gaps marked in each of them
 * @param bins points of each series over time
 * @param points points of each distribution
 */
record Grain(int lanes, int gaps, int bins, int points) {
  private static final int MOST_LANES = 200;
  private static final int MOST_BINS = 240;
  private static final int MOST_POINTS = 160;

  /** As fine as a batch of so many cases may be. */
  static Grain of(int cases) {
    return new Grain(
        share(cases, MOST_LANES, 24),
        12,
        share(cases, MOST_BINS, 60),
        share(cases, MOST_POINTS, 40));
  }

  /** All of it up to 12 cases, then so much that all cases together have no more than those. */
  private static int share(int cases, int most, int fewest) {
    return Math.max(fewest, Math.min(most, most * 12 / Math.max(1, cases)));
  }
}
