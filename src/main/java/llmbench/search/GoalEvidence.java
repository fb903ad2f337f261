// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

import java.util.Arrays;
import llmbench.plan.Goal;

/**
 * What a probe says of a goal: how many of the values missed it, in batches that follow each other
 * in time. A request that failed misses every goal once.
 *
 * @param goal the goal
 * @param observed the goal's figure in the probe: milliseconds of the percentile, where failed
 *     requests count as infinite; or the share that is good, or failed
 * @param misses values of each batch that miss it
 * @param trials values of each batch
 */
public record GoalEvidence(Goal goal, double observed, double[] misses, double[] trials) {
  /** Values that miss the goal. */
  public double missed() {
    return Arrays.stream(misses).sum();
  }

  /** All values. */
  public double tried() {
    return Arrays.stream(trials).sum();
  }

  /** The share that misses; 0 without values. */
  double share() {
    double tried = tried();
    return tried == 0 ? 0 : missed() / tried;
  }

  /** Whether the probe by itself, chance aside, holds the goal. */
  public boolean holds() {
    return share() <= goal.allowedShare();
  }
}
