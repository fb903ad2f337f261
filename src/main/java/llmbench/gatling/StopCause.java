// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.Locale;

/**
 * Why a case was ended before its time.
 *
 * @param text for people
 */
public record StopCause(Kind kind, String text) {
  /** What was met. */
  public enum Kind {
    FAILURE_RATIO(false),
    CONSECUTIVE_FAILURES(false),
    SATURATION(false),
    MAX_TOKENS_TOTAL(true),
    MAX_DURATION_TOTAL(true);

    private final boolean limit;

    Kind(boolean limit) {
      this.limit = limit;
    }

    /** Whether it is a limit on the run that the user set, and says nothing of the server. */
    public boolean limit() {
      return limit;
    }

    /** The name in results, such as {@code failure_ratio}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
