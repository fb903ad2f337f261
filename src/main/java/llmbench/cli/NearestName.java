// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import llmbench.config.OptionNames;
import picocli.CommandLine.Model.CommandSpec;

/** What to say of a name that is not known. */
final class NearestName {
  private NearestName() {}

  static String option(String name, CommandSpec command) {
    List<String> known =
        command.options().stream()
            .flatMap(option -> Arrays.stream(option.names()))
            .filter(each -> each.startsWith("--"))
            .toList();
    return "expected a known option, found "
        + name
        + "; the nearest known is "
        + OptionNames.nearest(name, known);
  }

  static String command(String name, Collection<String> known) {
    return "expected a command, found "
        + name
        + "; the nearest known is "
        + OptionNames.nearest(name, known);
  }
}
