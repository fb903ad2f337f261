// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.io.PrintWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import llmbench.batch.Refusal;

/** What the command line says of a run that cannot begin. */
final class Refusals {
  private static final Pattern OVERRIDE = Pattern.compile("-Dbench\\.([a-z0-9_]+)(?!=FILE)");

  private Refusals() {}

  /**
   * Prints it.
   *
   * @return the exit code
   */
  static int say(Refusal refusal, PrintWriter err) {
    err.println(asTyped(refusal.getMessage()));
    err.println("Outcome: " + refusal.outcome().key() + "; nothing was sent, nothing was written.");
    err.flush();
    return refusal.outcome().exitCode();
  }

  /** A message with the names that options have on this command line. */
  static String asTyped(String message) {
    Matcher matcher = OVERRIDE.matcher(message);
    return matcher
        .replaceAll(
            found -> Matcher.quoteReplacement(ConfigOptions.flag(String.valueOf(found.group(1)))))
        .replace("-Dbench.KEY=", "--set KEY=")
        .replace("name another with -Dbench.config=FILE", "name another one");
  }
}
