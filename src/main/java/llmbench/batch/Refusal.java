// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import llmbench.results.RunOutcome;

/** The run cannot begin: nothing was sent and no result written. The message is for the user. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final RunOutcome outcome;

  Refusal(RunOutcome outcome, String message) {
    super(message, null, false, false);
    this.outcome = outcome;
  }

  Refusal(RunOutcome outcome, Throwable cause) {
    this(outcome, String.valueOf(cause.getMessage()));
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** How the run ended. */
  public RunOutcome outcome() {
    return outcome;
  }
}
