// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The list of commands in the help, in groups. */
final class CommandGroups implements IHelpSectionRenderer {
  private static final Map<String, List<String>> GROUPS = groups();
  private static final int NAME_WIDTH = 14;
  private static final int TEXT_WIDTH = 66;

  private static Map<String, List<String>> groups() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put("Measure", List.of("serve", "run", "sweep", "find"));
    groups.put("Look before you run", List.of("plan", "datasets", "engine"));
    groups.put("Results", List.of("report", "aggregate", "compare", "gate", "export"));
    groups.put("Shell", List.of("completion"));
    return groups;
  }

  /** Puts it in place of the parser's own list. */
  static void addTo(CommandLine root) {
    root.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandGroups());
  }

  @Override
  public String render(Help help) {
    StringBuilder text = new StringBuilder();
    Map<String, Help> commands = help.subcommands();
    GROUPS.forEach(
        (heading, names) -> {
          TextTable table =
              TextTable.forColumns(
                  help.colorScheme(),
                  new Column(NAME_WIDTH, 2, Column.Overflow.SPAN),
                  new Column(TEXT_WIDTH, 0, Column.Overflow.WRAP));
          int rows = 0;
          for (String name : names) {
            Help command = commands.get(name);
            if (command != null) {
              String[] about = command.commandSpec().usageMessage().description();
              table.addRowValues(
                  help.colorScheme().commandText(name),
                  help.colorScheme().text(about.length == 0 ? "" : about[0].replace("%%", "%")));
              rows++;
            }
          }
          if (rows > 0) {
            text.append(System.lineSeparator()).append(heading).append(":");
            text.append(System.lineSeparator()).append(table);
          }
        });
    return text.toString();
  }
}
