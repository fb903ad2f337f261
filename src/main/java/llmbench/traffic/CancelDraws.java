// SPDX-License-Identifier: Apache-2.0
package llmbench.traffic;

import llmbench.plan.CancelSpec;
import llmbench.plan.ThinkTime;
import llmbench.random.StreamRandom;
import org.jspecify.annotations.Nullable;

/**
 * Which requests of a case the client cancels, and when: by the seed and a request's index,
 * whatever the server does. Safe for use by many threads.
 */
public final class CancelDraws {
  /** Streams of their own, so that who is cancelled has nothing to do with how long users think. */
  private static final long WHO = 0x63616e63L;

  private static final long WHEN = 0x656c6c64L;

  private final StreamRandom who;
  private final double ratio;
  private final @Nullable ThinkTimes when;
  private final int chunks;

  /**
   * Draws for a case.
   *
   * @param seed of the case
   * @throws TrafficException if hardly any time of the distribution is below its most
   */
  public CancelDraws(CancelSpec spec, long seed) {
    ThinkTime after = spec.after();
    Integer tokens = spec.afterTokens();
    this.who = new StreamRandom(seed ^ WHO);
    this.ratio = spec.ratio();
    this.when = after == null ? null : new ThinkTimes("cancel_after", after, seed ^ WHEN);
    this.chunks = tokens == null ? 0 : tokens;
  }

  /** Whether the request is cancelled, if it has not ended before. */
  public boolean cancels(int index) {
    return who.at(index, 0) < ratio;
  }

  /** After which time since it was sent, at least 1 ns; 0 if it goes by chunks. */
  public long nanos(int index) {
    return when == null ? 0 : Math.max(1, when.nanos(index, 0));
  }

  /** After how many chunks with output; 0 if it goes by time. */
  public int chunks() {
    return chunks;
  }
}
