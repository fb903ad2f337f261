// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A server that is started for the run and ended after it.
 *
 * @param command program and arguments, with quotes as in a shell
 * @param readyTimeout from its start until it must be healthy
 */
public record ServerCommand(String command, Duration readyTimeout) {
  /**
   * A flag that takes a secret, and its value. {@code --tokenizer} and {@code …-tokens} are none.
   */
  private static final Pattern SECRET =
      Pattern.compile(
          "(--[\\w.-]*(?:api[-_]key|token|password|secret)[=\\s]\\s*)(\"[^\"]*\"|'[^']*'|\\S+)");

  /** The command for people and files: {@code ***} in place of what {@code --api-key} takes. */
  public String masked() {
    return masked(command);
  }

  /** The same of any command. */
  public static String masked(String command) {
    return SECRET.matcher(command).replaceAll("$1***");
  }
}
