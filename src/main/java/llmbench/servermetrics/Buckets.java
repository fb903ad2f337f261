// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A cumulative histogram of times, and its quantiles as Prometheus' {@code histogram_quantile} has
 * them ({@code promql/quantile.go}, {@code bucketQuantile}): linear within a bucket, whose lowest
 * begins at 0. A quantile beyond the last finite bound is that bound: all one knows is that it is
 * larger. Ours differ where the mean proves more: at most the share 1 - q of times that are never
 * negative can exceed mean / (1 - q) (Markov's inequality), so no quantile is given as larger.
 */
final class Buckets {
  private static final double MILLIS = 1e3;

  private final double[] bounds;
  private final double[] atOrBelow;
  private final double mean;

  /**
   * @param cumulative observations at or below each bound, in seconds
   * @param mean of all observations, in seconds
   */
  Buckets(SortedMap<Double, Double> cumulative, double mean) {
    this.mean = mean;
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
    double linear =
        within <= 0 ? bounds[at] : lowerBound + (bounds[at] - lowerBound) * (rank - below) / within;
    return Math.max(lowerBound, Math.min(linear, mean / (1 - share)));
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

  /**
   * Puts {@code pNN_ms}, {@code pNN_bucket_ms} with the bucket's bounds (the upper one null where
   * there is none), and {@code pNN_is_lower_bound} where it lies beyond all bounds.
   */
  void put(Map<String, Object> figures, int percent) {
    double share = percent / 100.0;
    double seconds = quantile(share);
    if (Double.isFinite(seconds)) {
      int at = bucketOf(share * all());
      List<@Nullable Double> bucket = new ArrayList<>();
      bucket.add(at == 0 ? 0.0 : MILLIS * bounds[at - 1]);
      bucket.add(Double.isInfinite(bounds[at]) ? null : Double.valueOf(MILLIS * bounds[at]));
      figures.put("p" + percent + "_ms", MILLIS * seconds);
      figures.put("p" + percent + "_bucket_ms", bucket);
      if (beyond(share)) {
        figures.put("p" + percent + "_is_lower_bound", true);
      }
    }
  }
}
