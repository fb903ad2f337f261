// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.io.IOException;

/** A server sent more than the client takes; the message says of what. */
final class AnswerTooLarge extends IOException {
  private static final long serialVersionUID = 1;

  AnswerTooLarge(String message) {
    super(message);
  }
}
