// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.util.Locale;

/** How a run of the batch ended, from best to worst. */
public enum RunOutcome {
  /** Every case ran, and none had more failures than it may. */
  OK,
  /** A limit on the run's tokens or time was reached: the rest of a case, or cases, are missing. */
  LIMIT_REACHED,
  /**
   * Every case ran; at least one had more failures than {@code max_failed_ratio}, or more answers
   * that {@code verify_output} found wrong.
   */
  FAILED_REQUESTS,
  /** Every probe of a search ran, and there was no limit between {@code from} and {@code to}. */
  LIMIT_NOT_FOUND,
  /**
   * A case was stopped because too many requests failed, or the server fell ever further behind.
   */
  STOPPED_EARLY,
  /** A case was stopped because the server refused all of its first requests (401, 403, 404). */
  REFUSED,
  /** The run was stopped before its end. */
  INTERRUPTED,
  /** No load: the server could not be reached. */
  UNREACHABLE,
  /** No load: the configuration has mistakes. */
  BAD_CONFIGURATION,
  /** The benchmark itself failed. */
  INTERNAL_ERROR;

  /** The name in {@code status.json}, such as {@code failed_requests}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
