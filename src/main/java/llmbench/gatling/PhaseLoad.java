// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.List;
import llmbench.dataset.Prompt;
import llmbench.plan.Curve;
import llmbench.plan.PhaseSpec;
import llmbench.recording.NanoClock;
import llmbench.traffic.Arrivals;
import llmbench.traffic.ConcurrencyLevels;

/**
 * What is sent in a phase before or after the load.
 *
 * @param prompts at least one; they begin again when they are used up
 * @param arrivals when they are sent, from the phase's beginning; none where users send when they
 *     are free
 * @param told where the prompts are from, a sentence
 */
public record PhaseLoad(PhaseSpec spec, List<Prompt> prompts, Arrivals arrivals, String told) {

  /** When its requests are due. */
  Feed feed(NanoClock clock) {
    if (spec.open()) {
      return new OpenFeed(arrivals, clock);
    }
    Curve levels = spec.load().users().concurrency();
    Integer most = spec.numPrompts();
    return new ClosedFeed(
        most == null ? Integer.MAX_VALUE : most,
        spec.users(),
        levels == null ? null : new ConcurrencyLevels(levels),
        null,
        null,
        clock);
  }

  Prompt prompt(int index) {
    return prompts.get(index % prompts.size());
  }
}
