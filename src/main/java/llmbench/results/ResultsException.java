// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

/** Results cannot be written; the message says what, where and how to mend it. No stack trace. */
public final class ResultsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With a message for the user. */
  public ResultsException(String message) {
    super(message, null, false, false);
  }
}
