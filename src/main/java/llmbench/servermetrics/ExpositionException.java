// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

/** A text that is no Prometheus exposition; the message says in which line and why. */
final class ExpositionException extends Exception {
  private static final long serialVersionUID = 1;

  ExpositionException(int line, String message) {
    super("line " + line + ": " + message, null, false, false);
  }
}
