// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/cli.md} says what the code does; {@code -Dgolden.update=true} writes its table. */
class CliDocsTest {
  private static final Path DOCS = Path.of("docs/cli.md");
  private static final String BEGIN = "<!-- flags of serve -->\n";
  private static final String END = "<!-- end of flags -->\n";

  @Test
  void theTableOfFlagsIsThatOfTheCode() throws IOException {
    String docs = Files.readString(DOCS);
    int begin = docs.indexOf(BEGIN) + BEGIN.length();
    int end = docs.indexOf(END);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(DOCS, docs.substring(0, begin) + table() + docs.substring(end));
      return;
    }
    assertThat(docs.substring(begin, end)).isEqualTo(table());
  }

  @Test
  void everyCommandHasAPlace() throws IOException {
    String docs = Files.readString(DOCS);
    for (String name : Main.commandLine().getSubcommands().keySet()) {
      assertThat(docs).contains("## `" + name);
    }
  }

  private static String table() {
    StringBuilder table = new StringBuilder();
    table.append("| Flag | vLLM's default | Key | What it does |\n|---|---|---|---|\n");
    for (FlagGroup group : ServeFlags.groups()) {
      table.append("| **").append(group.heading()).append("** | | | |\n");
      for (Flag flag : group.flags()) {
        table.append("| `").append(flag.name());
        table.append(flag.label().isEmpty() ? "" : " " + flag.label()).append("` | ");
        table.append(flag.defaultText() == null ? "–" : "`" + flag.defaultText() + "`");
        table.append(" | ").append(key(flag)).append(" | ").append(flag.text()).append(" |\n");
      }
    }
    return table.toString();
  }

  private static String key(Flag flag) {
    String key = flag.key();
    if (ServeOptions.OF_FILES.contains(key)) {
      return "the command's own";
    }
    return ServeOptions.WITHOUT_EFFECT.containsKey(key) ? "none" : "`" + key + "`";
  }
}
