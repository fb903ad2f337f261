// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.util.List;

/**
 * A rate of arrivals over time, and bursts that come on top of it.
 *
 * <pre>
 * arrivals in 0.1 s
 *  20 ┤ ▌         ▌         ▌        burst_size: 20, burst_interval: 2
 *     │ ▌         ▌         ▌
 *     │▂▌▂▁▂▃▂▁▂▂▁▌▂▂▃▁▂▂▁▂▂▌▂▁▂     rate: 5
 *   0 ┼─┬─────────┬─────────┬─── seconds
 *       0         2         4
 * </pre>
 *
 * @param rate requests a second, held at its last value from its end on
 * @param bursts in the order of time, not overlapping; empty for none
 */
public record RateProfile(Curve rate, List<Bursts> bursts) {

  /**
   * Takes a copy.
   *
   * @throws IllegalArgumentException if bursts overlap
   */
  public RateProfile {
    bursts = List.copyOf(bursts);
    for (int i = 1; i < bursts.size(); i++) {
      if (bursts.get(i).fromSeconds() < bursts.get(i - 1).untilSeconds()) {
        throw new IllegalArgumentException("expected bursts one after the other, found " + bursts);
      }
    }
  }

  /** Without bursts. */
  public RateProfile(Curve rate) {
    this(rate, List.of());
  }

  /**
   * Several arrivals at one instant, again and again: the first at the beginning, the last before
   * the end.
   *
   * @param fromSeconds when they begin, 0 or more
   * @param untilSeconds when they have ended, after that
   * @param size arrivals of each, at least 1
   * @param intervalSeconds from one to the next, above 0
   */
  public record Bursts(double fromSeconds, double untilSeconds, int size, double intervalSeconds) {
    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Bursts {
      if (!(fromSeconds >= 0)
          || !(untilSeconds > fromSeconds)
          || size < 1
          || !(intervalSeconds > 0)
          || !Double.isFinite(untilSeconds + intervalSeconds)) {
        throw new IllegalArgumentException(
            "expected 0 <= from < until, a size >= 1 and an interval > 0, found "
                + (fromSeconds + ", " + untilSeconds + ", " + size + " and " + intervalSeconds));
      }
    }
  }
}
