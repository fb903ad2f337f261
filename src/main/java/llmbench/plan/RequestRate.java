// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.util.Locale;

/** How many requests a second are to arrive, as vLLM's {@code bench serve} can say it. */
public sealed interface RequestRate {

  /**
   * {@code --request-rate}: the same all along.
   *
   * <pre>
   * requests/s
   *   r ┤━━━━━━━━━━━━━━━━━━━━
   *   0 ┼──────────────────── time
   *     0                   n/r
   * </pre>
   *
   * @param perSecond above 0; infinite for all at once
   */
  record Constant(double perSecond) implements RequestRate {
    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if it is not above 0
     */
    public Constant {
      if (!(perSecond > 0)) {
        throw new IllegalArgumentException("expected a rate > 0, found " + perSecond);
      }
    }
  }

  /**
   * {@code --ramp-up-strategy}: from one rate to another, by the <em>index</em> of the request and
   * not by time; so a ramp upwards passes quickly through its high rates, where few seconds hold
   * many requests.
   *
   * <pre>
   * requests/s, by index                requests/s, by time (linear)
   * end   ┤              ╱━             end   ┤                ╭
   *       │        ╱━━━━╱                     │               ╱
   *       │  ╱━━━━╱                           │          ╭───╯
   * start ┤━╱                           start ┤╶────────╯
   *       ┼──────────────── request           ┼──────────────────  time
   *       0              n-1
   * </pre>
   *
   * @param startRps of the first request, above 0, finite; fractions too, where vLLM takes whole
   *     numbers. A ramp by index cannot begin at 0: the first gap would have no end
   * @param endRps of the last request, above 0, finite
   */
  record Ramp(Strategy strategy, double startRps, double endRps) implements RequestRate {
    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if a rate is not above 0, or infinite
     */
    public Ramp {
      if (!(startRps > 0 && endRps > 0) || Double.isInfinite(startRps + endRps)) {
        throw new IllegalArgumentException(
            "expected finite rates > 0, found " + startRps + " and " + endRps);
      }
    }
  }

  /** How the rate goes from the first request's to the last one's. */
  enum Strategy {
    /** By equal differences. */
    LINEAR,
    /** By equal ratios. */
    EXPONENTIAL;

    /** As vLLM writes it: {@code linear} or {@code exponential}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
