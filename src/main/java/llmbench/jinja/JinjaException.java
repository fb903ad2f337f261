// SPDX-License-Identifier: Apache-2.0
package llmbench.jinja;

import com.hubspot.jinjava.interpret.TemplateError;

/** A template that cannot be rendered. The message says where in it, and why. */
public final class JinjaException extends RuntimeException {
  private static final long serialVersionUID = 1;

  JinjaException(String message, Throwable cause) {
    super(message, cause);
  }

  JinjaException(String message) {
    super(message);
  }

  static JinjaException of(TemplateError error) {
    String where = error.getLineno() > 0 ? "line " + error.getLineno() + ": " : "";
    return error.getException() == null
        ? new JinjaException(where + error.getMessage())
        : new JinjaException(where + reason(error.getException()), error.getException());
  }

  static JinjaException of(RuntimeException thrown) {
    return thrown instanceof JinjaException already
        ? already
        : new JinjaException(reason(thrown), thrown);
  }

  /** The words of the exception that came first. */
  private static String reason(Throwable thrown) {
    Throwable first = thrown;
    while (first.getCause() != null && first.getCause() != first) {
      first = first.getCause();
    }
    String message = first.getMessage();
    return message == null ? first.getClass().getSimpleName() : message;
  }
}
