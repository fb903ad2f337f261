// SPDX-License-Identifier: Apache-2.0
package llmbench.traffic;

/** Traffic that cannot be made as asked. The message says where, what, and how to mend it. */
public final class TrafficException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With a message for the user, a line a mistake. */
  public TrafficException(String message) {
    super(message);
  }
}
