// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import llmbench.plan.ServerCommand;
import llmbench.plan.SweepSpec;

/**
 * A configuration that asks for a sweep.
 *
 * @param spec what is to be measured; defaults stand for what was written wrongly
 * @param file the configuration
 * @param runOverrides values in YAML by key for the configuration of each run: the command line's,
 *     and nothing for what is the sweep's own
 * @param options what the user gave, by key, for the experiment's settings: without headers and
 *     what changes no result
 * @param addressGiven whether the server's address was given
 * @param problems mistakes in file and command line so far, as in {@link ConfigException}
 */
public record SweepConfig(
    SweepSpec spec,
    Path file,
    Map<String, String> runOverrides,
    Map<String, Object> options,
    boolean addressGiven,
    List<String> problems) {

  /**
   * The sweep that the properties named {@code bench.*} and their file ask for.
   *
   * @param defaultFile the file where {@code bench.config} names none
   * @return empty if no sweep is asked for, or the file cannot be read: its plan tells the mistakes
   */
  public static Optional<SweepConfig> find(Path defaultFile, Properties properties) {
    Asked asked = Asked.of(defaultFile, properties);
    Problems problems = new Problems();
    String text = ConfigFile.read(asked.file(), problems);
    Given given = new Given(problems);
    Source file = new Source(asked.file());
    if (text == null || !given.addFile(file, text)) {
      return Optional.empty();
    }
    asked.overrides().forEach((key, value) -> given.addOverride(Source.OVERRIDE, key, value));
    Values values = new Values(given, problems, file);
    SweepReader reader = new SweepReader(values);
    if (!reader.asked()) {
      return Optional.empty();
    }
    SweepSpec spec = reader.read();
    return Optional.of(
        new SweepConfig(
            spec,
            asked.file(),
            runOverrides(given, asked.overrides()),
            options(given),
            List.of(TargetKeys.BASE_URL, TargetKeys.HOST, TargetKeys.PORT).stream()
                .anyMatch(values::given),
            problems.sorted()));
  }

  /** An override without a value takes the file's away; for a switch that means true. */
  private static Map<String, String> runOverrides(Given given, Map<String, String> overrides) {
    Map<String, String> kept = new TreeMap<>(overrides);
    kept.keySet().removeIf(SweepKeys::ofSweep);
    for (String name : given.entries().keySet()) {
      if (SweepKeys.ofSweep(name)) {
        kept.put(name, OptionNames.isFlag(name) ? "false" : "");
      }
    }
    return Collections.unmodifiableMap(kept);
  }

  private static Map<String, Object> options(Given given) {
    Map<String, Object> options = new LinkedHashMap<>();
    given
        .entries()
        .forEach(
            (key, entry) -> {
              Object value = JsonTypes.value(entry.node());
              if (value != null
                  && OptionChanges.counts(key)
                  && !key.equals(TargetKeys.HEADER.name())) {
                boolean command = key.equals(SweepKeys.SERVE_CMD.name());
                options.put(key, command ? ServerCommand.masked(value.toString()) : value);
              }
            });
    return Collections.unmodifiableMap(options);
  }
}
