// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

/**
 * A latency's distribution, thinned. Both ends are exact; values between them are within 0.1 %.
 *
 * @param count values
 * @param below share of them that is less than {@link #FLOOR_MILLIS}, drawn there
 * @param millis values of the cumulative distribution, rising
 * @param shares share of values up to each of those
 * @param bin the first bin's place: it begins at 10^(bin / {@link #BINS_PER_DECADE}) ms
 * @param bins share of values in each bin
 */
record Distribution(
    long count, double below, double[] millis, double[] shares, int bin, double[] bins) {
  /** What a logarithmic axis begins with: a microsecond. */
  static final double FLOOR_MILLIS = 0.001;

  /** Bins of the histogram in a factor of ten, at the same places for all cases. */
  static final int BINS_PER_DECADE = 20;
}
