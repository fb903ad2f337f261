// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

/** A data set that cannot be used. The message says which file and line, what, and how to mend. */
public final class DatasetException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With a message for the user. */
  public DatasetException(String message) {
    super(message);
  }

  /** With a message for the user, and what it came from. */
  public DatasetException(String message, Throwable cause) {
    super(message, cause);
  }
}
