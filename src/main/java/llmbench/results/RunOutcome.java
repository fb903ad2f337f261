// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.util.Locale;

/** Kinds of outcome of a run. */
public enum RunOutcome {
  /** Every case ran, and failures are within {@code max_failed_ratio}. */
  OK,
  /** A case has more failed requests than {@code max_failed_ratio} allows. */
  FAILED_REQUESTS,
  /** The configuration is wrong; nothing was sent or written. */
  BAD_CONFIGURATION,
  /** The server cannot be reached or refuses the key; nothing was sent or written. */
  SERVER_UNREACHABLE,
  /** A case could not be run, or a result not be written. */
  ERROR,
  /** The run was ended from outside; results so far are marked partial. */
  INTERRUPTED;

  /** The name in {@code status.json} and on the console. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
