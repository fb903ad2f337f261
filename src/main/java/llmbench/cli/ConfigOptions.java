// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.batch.CommandLineRun;
import llmbench.config.OptionNames;
import llmbench.config.PlanReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * A configuration on the command line: its file, {@code --set KEY=VALUE}, and each key as a flag of
 * its own.
 */
final class ConfigOptions {
  private static final Path HERE = Path.of("config.yaml");

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "CONFIG",
      description =
          "a configuration file; - for none (default: config.yaml of this folder, if there is one)")
  private @Nullable Path config;

  @Option(
      names = {"-D", "--set"},
      paramLabel = "KEY=VALUE",
      mapFallbackValue = "",
      description = {
        "a key of the configuration, over the file's; without a value it takes the file's away.",
        "Any key may be a flag too: --request-rate 5 is --set request_rate=5."
      })
  private Map<String, String> set = new LinkedHashMap<>();

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  /** Makes each key a flag of a command that has such options, but for those it has already. */
  static void addKeys(CommandSpec command) {
    for (String key : OptionNames.all()) {
      String name = flag(key);
      if (command.findOption(name) == null) {
        command.addOption(
            OptionSpec.builder(name)
                .type(String.class)
                .arity(OptionNames.isFlag(key) ? "0..1" : "1")
                .fallbackValue("true")
                .hidden(true)
                .build());
      }
    }
  }

  static String flag(String key) {
    return "--" + key.replace('_', '-');
  }

  /** The run that is asked for, and what the command adds to it. */
  CommandLineRun run(Map<String, String> own) {
    Map<String, String> overrides = new LinkedHashMap<>(own);
    overrides.putAll(keysGiven(command));
    set.forEach((name, value) -> overrides.put(key(name), value));
    return CommandLineRun.of(file(overrides), overrides);
  }

  /** Values of the flags that {@link #addKeys} made, of those that were given. */
  static Map<String, String> keysGiven(CommandSpec command) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String key : OptionNames.all()) {
      OptionSpec option = command.findOption(flag(key));
      if (option != null
          && option.hidden()
          && command.commandLine().getParseResult().hasMatchedOption(option)) {
        values.put(key, String.valueOf(option.<Object>getValue()));
      }
    }
    return values;
  }

  private Path file(Map<String, String> overrides) {
    if (config != null) {
      return config;
    }
    if (Files.exists(HERE)) {
      return HERE;
    }
    if (overrides.isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          "expected a configuration: CONFIG, a config.yaml in this folder, or options, found none");
    }
    return Path.of(PlanReader.NO_FILE);
  }

  /** As Maven's command line has it too: {@code -Dbench.key}. */
  private static String key(String name) {
    String bare =
        name.startsWith(PlanReader.PREFIX) ? name.substring(PlanReader.PREFIX.length()) : name;
    return bare.replace('-', '_');
  }

  /** Keys that a command gives its own flags for, of those that were given. */
  static Map<String, String> given(CommandSpec command, List<Flag> flags) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Flag flag : flags) {
      OptionSpec option = command.findOption(flag.name());
      if (option != null && command.commandLine().getParseResult().hasMatchedOption(option)) {
        Object value = option.getValue();
        values.put(
            flag.key(), value instanceof Boolean ? "true" : Yaml.quoted(String.valueOf(value)));
      }
    }
    return values;
  }
}
