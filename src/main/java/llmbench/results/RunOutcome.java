// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.util.Locale;

/** How a run of the batch ended, from best to worst. */
public enum RunOutcome {
  /** Every case ran, and none had more failures than it may. */
  OK(0),
  /** A limit on the run's tokens or time was reached: the rest of a case, or cases, are missing. */
  LIMIT_REACHED(3),
  /** All that failed of the gate are rules that a case is not suspect. */
  SUSPECT(6),
  /** A rule of the gate failed. */
  GATE_FAILED(5),
  /** Every case ran; at least one had more failures than {@code max_failed_ratio}. */
  FAILED_REQUESTS(4),
  /** Every probe of a search ran, and there was no limit between {@code from} and {@code to}. */
  LIMIT_NOT_FOUND(8),
  /**
   * A case was stopped because too many requests failed, or the server fell ever further behind.
   */
  STOPPED_EARLY(4),
  /** A case was stopped because the server refused all of its first requests (401, 403, 404). */
  REFUSED(4),
  /** The run was stopped before its end. */
  INTERRUPTED(130),
  /** No load: the server could not be reached. */
  UNREACHABLE(7),
  /** No load: the configuration has mistakes. */
  BAD_CONFIGURATION(2),
  /** The benchmark itself failed. */
  INTERNAL_ERROR(1);

  private final int exitCode;

  RunOutcome(int exitCode) {
    this.exitCode = exitCode;
  }

  /** The name in {@code status.json}, such as {@code failed_requests}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The exit code of a process that ends with it, as {@code docs/exit-codes.md} has it. That of
   * {@link #INTERRUPTED} is the code of a Ctrl-C; where another signal is known, it is 128 and the
   * signal's number instead.
   */
  public int exitCode() {
    return exitCode;
  }
}
