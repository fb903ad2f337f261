// SPDX-License-Identifier: Apache-2.0
package llmbench.server;

/**
 * The server cannot be used as it is; the message says what, where and how to mend it. No stack
 * trace.
 */
public final class ServerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With a message for the user. */
  public ServerException(String message) {
    super(message, null, false, false);
  }
}
