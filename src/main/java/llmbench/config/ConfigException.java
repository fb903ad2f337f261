// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.List;

/**
 * The configuration has mistakes. The message lists all of them, one a line, ready for the user; it
 * holds no header value, and there is no stack trace because none would help.
 */
public final class ConfigException extends RuntimeException {
  private final transient List<String> problems;

  ConfigException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** The mistakes, those of the file first and in its order; at least one. */
  public List<String> problems() {
    return problems;
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
