// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Chooses the requests of the swim lane. If there are too many: every n-th prompt for half of the
 * places, and in the other half those with the longest E2EL, those with the longest TTFT and the
 * first that failed, so that extremes are never left out.
 */
final class LaneChoice {
  private final int most;
  private final int stride;
  private final int failures;
  private final List<Lane> even = new ArrayList<>();
  private final List<Lane> failed = new ArrayList<>();
  private final PriorityQueue<Lane> slowest =
      new PriorityQueue<>(Comparator.comparingLong(Lane::latency));
  private final PriorityQueue<Lane> latest =
      new PriorityQueue<>(Comparator.comparingLong(Lane::toFirst));

  /**
   * A choice.
   *
   * @param most lanes at most
   * @param requests how many there will be
   */
  LaneChoice(int most, int requests) {
    this.most = most;
    this.stride = requests <= most ? 1 : (requests + most / 2 - 1) / (most / 2);
    this.failures = most / 8;
  }

  void add(Lane lane) {
    if (lane.index() % stride == 0 && even.size() < (stride == 1 ? most : most / 2)) {
      even.add(lane);
    }
    if (!lane.completed()) {
      if (failed.size() < failures) {
        failed.add(lane);
      }
      return;
    }
    offer(slowest, lane, most / 4);
    if (lane.first() >= 0) {
      offer(latest, lane, most / 8);
    }
  }

  private static void offer(PriorityQueue<Lane> queue, Lane lane, int places) {
    queue.add(lane);
    if (queue.size() > places) {
      queue.poll();
    }
  }

  /** Those chosen, in the order in which they were sent. */
  List<Lane> lanes() {
    Map<List<Integer>, Lane> chosen = new LinkedHashMap<>();
    List<Lane> extremes = new ArrayList<>(slowest);
    extremes.addAll(latest);
    extremes.addAll(failed);
    extremes.addAll(even);
    for (Lane lane : extremes) {
      if (chosen.size() < most) {
        chosen.putIfAbsent(List.of(lane.index(), lane.attempt()), lane);
      }
    }
    return chosen.values().stream()
        .sorted(Comparator.comparingLong(Lane::sent).thenComparingInt(Lane::index))
        .toList();
  }
}
