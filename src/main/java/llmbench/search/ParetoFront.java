// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Output tokens a second for each user against those of each GPU, and which loads no other one
 * beats in both. As vLLM's {@code sweep plot_pareto} ({@code
 * vllm/benchmarks/sweep/plot_pareto.py}).
 */
public final class ParetoFront {
  /** As vLLM's: so much less is still as good. */
  private static final double EQUAL = 1e-9;

  private ParetoFront() {}

  /**
   * Where a load lies: x in tokens per second and user, y in tokens per second and GPU.
   *
   * @param outputThroughput output tokens per second
   * @param users requests in flight, or what else counts as users
   * @param gpus how many serve; 1 for tokens per second of the whole
   * @return null without users: none, infinitely many or not a number; vLLM draws the infinitely
   *     many at 0
   * @throws IllegalArgumentException for fewer than 1 GPU
   */
  static @Nullable LoadPoint point(double outputThroughput, double users, int gpus) {
    if (gpus < 1) {
      throw new IllegalArgumentException("expected 1 GPU or more, found " + gpus);
    }
    return users > 0 && Double.isFinite(users)
        ? new LoadPoint(outputThroughput / users, outputThroughput / gpus)
        : null;
  }

  /**
   * The points that no other one beats.
   *
   * @param points in any order
   * @return places in that list, x falling and y rising; equal points all; empty without points
   */
  public static List<Integer> of(List<LoadPoint> points) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      order.add(i);
    }
    order.sort(
        Collections.reverseOrder(
            Comparator.comparingDouble((Integer i) -> points.get(i).x())
                .thenComparingDouble(i -> points.get(i).y())));
    List<Integer> front = new ArrayList<>();
    LoadPoint best = new LoadPoint(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    for (int i : order) {
      LoadPoint point = points.get(i);
      // One as good in y and worse in x is beaten; vLLM keeps it.
      boolean better = point.y() > best.y() + EQUAL;
      if (better || point.equals(best)) {
        front.add(i);
        best = point;
      }
    }
    return List.copyOf(front);
  }
}
