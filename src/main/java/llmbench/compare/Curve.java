// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import llmbench.metrics.LatencyStats;

/**
 * How the values of one metric are spread in one run: the value below which each of {@link #shares}
 * lies.
 *
 * @param metric {@code ttft}, {@code tpot}, {@code itl} or {@code e2el}
 * @param values how many there are, at least 1
 * @param millis one for each share, rising; interpolated as percentiles are
 */
public record Curve(String metric, long values, double[] millis) {
  private static final int EVEN = 200;
  private static final double MILLIS = 1000;

  private static final double[] SHARES =
      DoubleStream.concat(
              IntStream.range(0, EVEN).mapToDouble(i -> (double) i / EVEN),
              DoubleStream.of(0.9975, 0.999, 0.9995, 0.9999, 1))
          .toArray();

  /** Shares from 0 to 1: even ones, and further ones towards the slowest. */
  public static double[] shares() {
    return SHARES.clone();
  }

  /** Of values in seconds, ascending. */
  static Curve of(String metric, double[] sorted) {
    double[] millis = new double[SHARES.length];
    for (int i = 0; i < millis.length; i++) {
      millis[i] = LatencyStats.linearPercentile(sorted, 100 * SHARES[i]) * MILLIS;
    }
    return new Curve(metric, sorted.length, millis);
  }
}
