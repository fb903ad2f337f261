// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.util.List;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Flags that stand together in the help.
 *
 * @param heading without a colon
 */
record FlagGroup(String heading, List<Flag> flags) {

  /** Adds groups to a command, in their order. */
  static void addTo(CommandSpec command, List<FlagGroup> groups) {
    int order = 0;
    for (FlagGroup group : groups) {
      ArgGroupSpec.Builder added =
          ArgGroupSpec.builder()
              .heading("%n" + group.heading + ":%n")
              .order(order++)
              .validate(false);
      for (Flag flag : group.flags) {
        added.addArg(flag.option());
      }
      command.addArgGroup(added.build());
    }
  }
}
