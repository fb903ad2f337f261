// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import org.jspecify.annotations.Nullable;

/**
 * A load before or after the one that is measured. Either {@code numPrompts} or the load's duration
 * says how long it is; either rates or numbers of users say how much.
 *
 * @param load when its requests come; nothing beside them
 * @param requestRate infinite where the load says it otherwise
 * @param concurrency users; null where the load says it otherwise
 * @param numPrompts null for as many as come in its duration
 * @param drain whether its requests end before the load begins; of a warm-up only
 */
public record PhaseSpec(
    LoadSpec load,
    double requestRate,
    @Nullable Integer concurrency,
    @Nullable Integer numPrompts,
    boolean drain) {
  /** Whether its requests come at times of their own. */
  public boolean open() {
    return load.timed(requestRate);
  }

  /** Users of a closed one, at least 1. */
  public int users() {
    Curve curve = load.users().concurrency();
    if (curve != null) {
      return Math.max(1, (int) Math.floor(curve.peak()));
    }
    return concurrency == null ? 1 : concurrency;
  }
}
