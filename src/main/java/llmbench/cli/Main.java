// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The entry point of the command line. */
@Command(
    name = "llmbench",
    description = "Measures LLM serving as vllm bench serve does.",
    subcommands = {AggregateCommand.class, ReportCommand.class, ExportCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the command could not do its work",
      "2:wrong command line",
      "3:done, but a case is partial (report)"
    })
public final class Main {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  private Main() {}

  /** Runs a command and, if it failed, ends the JVM with its exit code. */
  public static void main(String[] args) {
    int exitCode = commandLine().execute(args);
    // Under exec:java the JVM is Maven's: let it end by itself where all is well.
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println(failure.getMessage());
              return CommandLine.ExitCode.SOFTWARE;
            });
  }
}
