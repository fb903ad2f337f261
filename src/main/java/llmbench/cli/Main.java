// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line: {@code mvn -q exec:java -Dexec.args="aggregate results"}. Exit codes: 0 done, 1
 * it could not be done, 2 the words are wrong.
 */
@Command(
    name = "llmbench",
    description = "Works on results of the benchmark.",
    mixinStandardHelpOptions = true,
    subcommands = {AggregateCommand.class})
public final class Main {
  /** Runs a command and ends the JVM with its exit code, unless that is 0. */
  public static void main(String[] args) {
    int code = new CommandLine(new Main()).execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }
}
