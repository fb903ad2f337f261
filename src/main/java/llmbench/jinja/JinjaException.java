// SPDX-License-Identifier: Apache-2.0
package llmbench.jinja;

/** A template that cannot be rendered. The message says where in it, and why. */
public final class JinjaException extends RuntimeException {
  private static final long serialVersionUID = 1;

  JinjaException(String message, Throwable cause) {
    super(message, cause);
  }

  JinjaException(String message) {
    super(message);
  }
}
