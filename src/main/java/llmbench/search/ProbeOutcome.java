// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

import java.util.List;

/**
 * What came of a probe.
 *
 * @param goals the evidence for each goal, in their order
 * @param counted requests in the part that counts
 * @param queueGrew whether more and more requests were under way: the server cannot take the load
 * @param scaleSeconds the median of the end-to-end latencies; 0 if all failed
 * @param seconds from the first send to the last end
 * @param problem why the probe is too short to count; empty if it counts
 */
public record ProbeOutcome(
    List<GoalEvidence> goals,
    int counted,
    boolean queueGrew,
    double scaleSeconds,
    double seconds,
    String problem) {

  /** Copies the list. */
  public ProbeOutcome {
    goals = List.copyOf(goals);
  }

  /** Whether all goals held in it, chance aside. */
  public boolean holds() {
    return !queueGrew && goals.stream().allMatch(GoalEvidence::holds);
  }
}
