// SPDX-License-Identifier: Apache-2.0
package llmbench.tokenizer;

/**
 * A tokenizer cannot be had or used; the message says what, where and how to mend it. No stack
 * trace.
 */
public final class TokenizerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With a message for the user. */
  public TokenizerException(String message) {
    super(message, null, false, false);
  }
}
