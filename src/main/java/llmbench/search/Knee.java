// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The knee of a curve of throughput against latency: where more latency begins to buy little more
 * throughput. By Kneedle (Satopää, Albrecht, Irwin and Raghavan, Finding a "Kneedle" in a Haystack,
 * ICDCS Workshops 2011), for a concave curve that rises: both axes are scaled to [0, 1], and the
 * knee is where y − x is largest. The curve is not smoothed; with points as few as those of a batch
 * there is nothing to smooth.
 */
final class Knee {
  private static final int FEWEST = 3;

  private Knee() {}

  /**
   * Finds it.
   *
   * @param curve latency as x, throughput as y, in any order; of several points of one latency the
   *     one of most throughput counts
   * @return one of the points, of equally far ones that of least latency; null with fewer than 3
   *     different latencies, and where the curve nowhere lies above the line between its ends
   *     (still in proportion, so that no knee has been reached)
   */
  static @Nullable LoadPoint of(List<LoadPoint> curve) {
    List<LoadPoint> rising = distinct(curve);
    if (rising.size() < FEWEST) {
      return null;
    }
    double left = rising.get(0).x();
    double width = rising.get(rising.size() - 1).x() - left;
    double bottom = rising.stream().mapToDouble(LoadPoint::y).min().orElseThrow();
    double height = rising.stream().mapToDouble(LoadPoint::y).max().orElseThrow() - bottom;
    if (height == 0) {
      return null;
    }
    LoadPoint knee = null;
    double most = 1e-9;
    for (LoadPoint point : rising) {
      double above = (point.y() - bottom) / height - (point.x() - left) / width;
      if (above > most) {
        most = above;
        knee = point;
      }
    }
    // A curve that only falls is highest at its beginning: that is no knee.
    return rising.get(0).equals(knee) ? null : knee;
  }

  private static List<LoadPoint> distinct(List<LoadPoint> curve) {
    List<LoadPoint> sorted = new ArrayList<>(curve);
    sorted.sort(
        Comparator.comparingDouble(LoadPoint::x)
            .thenComparing(Comparator.comparingDouble(LoadPoint::y).reversed()));
    List<LoadPoint> distinct = new ArrayList<>();
    for (LoadPoint point : sorted) {
      if (distinct.isEmpty() || distinct.get(distinct.size() - 1).x() < point.x()) {
        distinct.add(point);
      }
    }
    return distinct;
  }
}
