// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What {@code --help} says of each command, at 80 columns and without colours. */
class HelpGoldenTest {
  private static final Path GOLDENS = Path.of("src/test/resources/golden/help");

  /** Each command, and none for the list of them. */
  static List<String> commands() {
    List<String> commands =
        new ArrayList<>(List.of("", "datasets show", "sweep plot", "sweep plot_pareto"));
    commands.addAll(Main.commandLine().getSubcommands().keySet());
    return commands;
  }

  @ParameterizedTest(name = "llmbench {0}")
  @MethodSource("commands")
  void theHelpIsThatOfTheGolden(String command) throws IOException {
    Path golden = golden(command);
    String help = help(command);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, help);
    }
    assertThat(help).isEqualTo(Files.readString(golden));
  }

  @Test
  void thereIsAGoldenForEachCommandAndNoOther() throws IOException {
    try (Stream<Path> files = Files.list(GOLDENS)) {
      assertThat(files)
          .containsExactlyInAnyOrderElementsOf(
              commands().stream().map(HelpGoldenTest::golden).toList());
    }
  }

  private static Path golden(String command) {
    return GOLDENS.resolve((command.isEmpty() ? Main.NAME : command.replace(' ', '-')) + ".txt");
  }

  private static String help(String command) {
    List<String> args = new ArrayList<>();
    if (!command.isEmpty()) {
      args.addAll(Arrays.asList(command.split(" ", -1)));
    }
    args.add("--help");
    String[] words = args.toArray(new String[0]);
    StringWriter out = new StringWriter();
    CommandLine commandLine =
        Main.commandLine(words)
            .setOut(new PrintWriter(out))
            .setUsageHelpAutoWidth(false)
            .setUsageHelpWidth(80)
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    assertThat(Main.execute(commandLine, words)).isZero();
    return out.toString();
  }
}
