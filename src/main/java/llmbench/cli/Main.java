// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point of the command line. */
@Command(
    name = Main.NAME,
    versionProvider = VersionText.class,
    description = "Measures LLM serving as vllm bench serve does.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "",
    subcommands = {
      ServeCommand.class,
      RunCommand.class,
      SweepCommand.class,
      FindCommand.class,
      PlanCommand.class,
      DatasetsCommand.class,
      EngineCommand.class,
      ReportCommand.class,
      AggregateCommand.class,
      ExportCommand.class,
      CompareCommand.class,
      GateCommand.class,
      CompletionCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, and nothing failed",
      "1:the command could not do its work",
      "2:wrong command line or configuration",
      "3:a limit ended the run, or a case is partial",
      "4:requests failed, or the run was stopped for it",
      "5:a gate failed",
      "6:results are suspect",
      "7:the server could not be reached",
      "8:a search found no limit",
      "128 + signal:interrupted"
    })
public final class Main {
  static final String NAME = "llmbench";

  /** Commands whose flags are the keys of a configuration. */
  private static final Set<String> WITH_KEYS = Set.of("run", "sweep", "find", "plan");

  private static final Set<String> PLOTS_OF_SWEEPS = Set.of("plot", "plot_pareto");

  /** Commands that read files and ask no server. */
  private static final List<String> FILES_ONLY =
      List.of("report", "aggregate", "export", "compare", "gate");

  private static final Pattern QUOTED = Pattern.compile("'(-[^']*)'");

  private static boolean started;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean version;

  private Main() {}

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    int exitCode = execute(commandLine(args), args);
    // Under exec:java the JVM is Maven's: let it end by itself where all is well.
    if (exitCode != 0 || started) {
      System.exit(exitCode);
    }
  }

  /** Tells that threads of a run may be left when the command is done. */
  static void started() {
    started = true;
  }

  static int execute(CommandLine commandLine, String... args) {
    if (args.length == 0) {
      commandLine.usage(commandLine.getErr());
      return CommandLine.ExitCode.USAGE;
    }
    List<String> words = Arrays.asList(args);
    boolean asVllm = args[0].equals("serve") || plotsSweep(args);
    return commandLine.execute(
        (asVllm ? VllmArguments.plain(words) : words).toArray(new String[0]));
  }

  /** Whether it is a command of a sweep that measures nothing. */
  private static boolean plotsSweep(String... args) {
    return args.length > 1
        && args[0].equals("sweep")
        && PLOTS_OF_SWEEPS.contains(args[1].replace('-', '_'));
  }

  /** All commands with all their flags. */
  static CommandLine whole() {
    CommandLine root = commandLine();
    for (String name : List.of("serve", "sweep", "find", "engine")) {
      addFlags(root, name);
    }
    return root;
  }

  /** The commands, with the many flags of the one that is asked for. */
  static CommandLine commandLine(String... args) {
    CommandLine root =
        new CommandLine(new Main())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpAutoWidth(true)
            .setUsageHelpLongOptionsMaxWidth(40)
            .setParameterExceptionHandler(Main::wrong)
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  if (failure instanceof ParameterException typed) {
                    return wrong(typed, args);
                  }
                  command.getErr().println(failure.getMessage());
                  return CommandLine.ExitCode.SOFTWARE;
                });
    CommandGroups.addTo(root);
    // Their values are names of files and figures, so what begins with a dash is a mistyped option.
    for (String name : FILES_ONLY) {
      subcommand(root, name).setUnmatchedOptionsAllowedAsOptionParameters(false);
    }
    if (args.length > 0) {
      addFlags(root, args[0]);
      boolean help = Arrays.stream(args).anyMatch(arg -> arg.equals("-h") || arg.equals("--help"));
      if (plotsSweep(args)) {
        subcommand(subcommand(root, args[0]), args[1]).setAbbreviatedOptionsAllowed(true);
      } else if (WITH_KEYS.contains(args[0]) && !help) {
        ConfigOptions.addKeys(subcommand(root, args[0]).getCommandSpec());
      } else if (args[0].equals("datasets") && args.length > 1 && args[1].equals("show") && !help) {
        ConfigOptions.addKeys(subcommand(subcommand(root, args[0]), args[1]).getCommandSpec());
      }
    }
    return root;
  }

  private static void addFlags(CommandLine root, String name) {
    switch (name) {
      case "serve" -> ServeCommand.addFlags(subcommand(root, name));
      case "sweep" -> addFlags(root, name, SweepCommand.FLAGS);
      case "find" -> addFlags(root, name, FindCommand.FLAGS);
      case "engine" -> addFlags(root, name, EngineCommand.FLAGS);
      default -> {}
    }
  }

  private static void addFlags(CommandLine root, String name, List<FlagGroup> flags) {
    FlagGroup.addTo(subcommand(root, name).getCommandSpec(), flags);
  }

  private static CommandLine subcommand(CommandLine of, String name) {
    return Objects.requireNonNull(of.getSubcommands().get(name), name);
  }

  private static int wrong(ParameterException mistake, String[] args) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    err.println(name.replaceFirst("^" + NAME + " ", "") + ": " + text(mistake, command));
    err.println("Try '" + name + " --help'.");
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  /** The word that a message of picocli's has in quotes; the message where there is none. */
  private static String quoted(String message) {
    Matcher word = QUOTED.matcher(message);
    return word.find() ? String.valueOf(word.group(1)) : message;
  }

  private static String text(ParameterException mistake, CommandLine command) {
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      List<String> words = unmatched.getUnmatched();
      String first = words.isEmpty() ? quoted(String.valueOf(mistake.getMessage())) : words.get(0);
      String name = first.split("=", 2)[0];
      if (name.startsWith("-")) {
        return NearestName.option(name, command.getCommandSpec());
      }
      if (command.getSubcommands().containsKey("serve")) {
        return NearestName.command(name, command.getSubcommands().keySet());
      }
      return "expected no further word, found " + first;
    }
    return String.valueOf(mistake.getMessage());
  }
}
