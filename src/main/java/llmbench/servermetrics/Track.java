// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.util.List;
import java.util.Map;

/** One quantity over a case. Fed with scrapes in the order of time. Not thread-safe. */
interface Track {
  /** When a scrape was made. */
  enum Stage {
    /** Just before the load. */
    BEFORE,
    /** While load was running. */
    DURING,
    /** When the load had ended. */
    AFTER
  }

  /**
   * Takes a scrape.
   *
   * @param nanos its time on the monotonic clock
   * @param readings of the endpoints that answered
   */
  void add(Stage stage, long nanos, List<Reading> readings);

  /**
   * What the scrape added last said, by ending of the name ({@code ""}, {@code _count}, {@code
   * _sum}); empty if it did not say.
   */
  Map<String, Double> last();

  /** The case's figures for the result; empty if no scrape had it. */
  Map<String, Object> figures();

  /** How often a counter was found smaller than before; 0 for a gauge. */
  default int resets() {
    return 0;
  }
}
