// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.util.Map;
import java.util.SortedMap;

/**
 * A cumulative histogram, and its quantiles as Prometheus' {@code histogram_quantile} has them
 * ({@code promql/quantile.go}, {@code bucketQuantile}): linear within a bucket, whose lowest begins
 * at 0. A quantile beyond the last finite bound is that bound: all one knows is that it is larger.
 */
final class Buckets {
  private static final double MILLIS = 1e3;

  private final double[] bounds;
  private final double[] atOrBelow;

  /**
   * @param cumulative observations at or below each bound, in seconds
   */
  Buckets(SortedMap<Double, Double> cumulative) {
    bounds = cumulative.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    atOrBelow = cumulative.values().stream().mapToDouble(Double::doubleValue).toArray();
    for (int i = 1; i < atOrBelow.length; i++) {
      // A server may have counted between writing one line and the next.
      atOrBelow[i] = Math.max(atOrBelow[i], atOrBelow[i - 1]);
    }
  }

  /**
   * The quantile in seconds.
   *
   * @param share in [0, 1]
   * @return NaN without observations, or without a finite bound
   */
  double quantile(double share) {
    double rank = share * all();
    int at = bucketOf(rank);
    if (all() <= 0 || Double.isInfinite(bounds[0])) {
      return Double.NaN;
    }
    if (Double.isInfinite(bounds[at])) {
      return bounds[at - 1];
    }
    if (at == 0 && bounds[0] <= 0) {
      return bounds[0];
    }
    double lowerBound = at == 0 ? 0 : bounds[at - 1];
    double below = at == 0 ? 0 : atOrBelow[at - 1];
    double within = atOrBelow[at] - below;
    return within <= 0
        ? bounds[at]
        : lowerBound + (bounds[at] - lowerBound) * (rank - below) / within;
  }

  /** Whether the quantile lies beyond the last finite bound. */
  boolean beyond(double share) {
    return all() > 0 && Double.isInfinite(bounds[bucketOf(share * all())]);
  }

  private double all() {
    return atOrBelow.length == 0 ? 0 : atOrBelow[atOrBelow.length - 1];
  }

  /** The first bucket with that many observations at or below its bound; 0 if there is none. */
  private int bucketOf(double rank) {
    int at = 0;
    while (at < atOrBelow.length - 1 && atOrBelow[at] < rank) {
      at++;
    }
    return at;
  }

  /** Puts {@code pNN_ms}, and {@code pNN_is_lower_bound} where it lies beyond all bounds. */
  void put(Map<String, Object> figures, int percent) {
    double seconds = quantile(percent / 100.0);
    if (Double.isFinite(seconds)) {
      figures.put("p" + percent + "_ms", MILLIS * seconds);
      if (beyond(percent / 100.0)) {
        figures.put("p" + percent + "_is_lower_bound", true);
      }
    }
  }
}
