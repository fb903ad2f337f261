// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Values over time.
 *
 * @param at seconds since the case began, rising
 * @param values one each
 */
record Series(double[] at, double[] values) {
  /**
   * Of points in order of time. If there are more than asked for, the least and the largest of each
   * of equally many neighbours stay, so that no peak is lost.
   */
  static Series of(List<double[]> points, int most) {
    List<double[]> kept = points;
    if (points.size() > most) {
      kept = new ArrayList<>();
      int stretch = (points.size() + most / 2 - 1) / Math.max(1, most / 2);
      for (int from = 0; from < points.size(); from += stretch) {
        List<double[]> part = points.subList(from, Math.min(points.size(), from + stretch));
        double[] least = part.get(0);
        double[] largest = part.get(0);
        for (double[] point : part) {
          least = point[1] < least[1] ? point : least;
          largest = point[1] > largest[1] ? point : largest;
        }
        kept.add(least[0] <= largest[0] ? least : largest);
        if (least != largest) {
          kept.add(least[0] <= largest[0] ? largest : least);
        }
      }
    }
    return new Series(
        kept.stream().mapToDouble(point -> point[0]).toArray(),
        kept.stream().mapToDouble(point -> point[1]).toArray());
  }
}
