// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search found.
 *
 * @param end why it ended
 * @param estimate the limit: it lies above and below with equal chance; in whole numbers the
 *     largest at which the goals hold. Null where there is none between {@code from} and {@code to}
 * @param low the lower end of the interval; null without an estimate, and where it may lie below
 *     {@code from}
 * @param high its upper end; null without an estimate, and where it may lie above {@code to}
 * @param confidence of the interval
 * @param probes all probes in their order, also those that were too short to count
 * @param seconds the time that the probes took
 * @param reason why it ended, in words
 */
public record SearchAnswer(
    SearchEnd end,
    @Nullable Double estimate,
    @Nullable Double low,
    @Nullable Double high,
    double confidence,
    List<Told> probes,
    double seconds,
    String reason) {

  /** Copies the list. */
  public SearchAnswer {
    probes = List.copyOf(probes);
  }
}
