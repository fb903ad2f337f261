// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.Arrays;
import java.util.List;

/**
 * A sample's summary as pandas' {@code describe} makes it ({@code
 * pandas/core/methods/describe.py}): values that are not a number are left out. Without values
 * everything but the count is NaN, and with one value so is {@code std}.
 *
 * @param count values
 * @param mean arithmetic mean
 * @param std sample standard deviation (divided by n − 1)
 * @param min the least
 * @param quantiles by linear interpolation, in the order of their shares
 * @param max the most
 */
public record Description(
    int count, double mean, double std, double min, List<Percentile> quantiles, double max) {

  /** Copies the list. */
  public Description {
    quantiles = List.copyOf(quantiles);
  }

  /**
   * Summarises a sample, which is not changed.
   *
   * @param ranks of the quantiles, each in [0, 100]; {@link Percentile#millis} holds the value in
   *     the sample's own unit
   */
  public static Description of(double[] sample, List<Double> ranks) {
    double[] sorted = Arrays.stream(sample).filter(value -> !Double.isNaN(value)).toArray();
    Arrays.sort(sorted);
    int count = sorted.length;
    boolean empty = count == 0;
    double mean = empty ? Double.NaN : Arrays.stream(sorted).sum() / count;
    double squares = Arrays.stream(sorted).map(value -> (value - mean) * (value - mean)).sum();
    List<Percentile> quantiles =
        ranks.stream()
            .map(
                rank ->
                    new Percentile(
                        rank, empty ? Double.NaN : LatencyStats.linearPercentile(sorted, rank)))
            .toList();
    return new Description(
        count,
        mean,
        count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1)),
        empty ? Double.NaN : sorted[0],
        quantiles,
        empty ? Double.NaN : sorted[count - 1]);
  }
}
