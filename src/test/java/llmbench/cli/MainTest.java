// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import llmbench.config.DatasetCatalog;
import llmbench.engine.EngineProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
  private static final String TOKENIZER = "src/test/resources/tokenizers/llmbench-small";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine commandLine =
        Main.commandLine(args)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setUsageHelpAutoWidth(false)
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    return Main.execute(commandLine, args);
  }

  @Test
  void helpListsTheCommandsInGroups() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .containsSubsequence(
            "Measure:",
            "  serve",
            "  run",
            "  sweep",
            "  find",
            "Look before you run:",
            "  plan",
            "  datasets",
            "  engine",
            "Results:",
            "  report",
            "  aggregate",
            "Shell:",
            "  completion");
  }

  @Test
  void withoutAWordTheHelpIsShown() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("Usage: llmbench", "Measure:");
  }

  @Test
  void helpOfServeShowsEveryFlagWithItsDefault() {
    assertThat(run("serve", "--help")).isZero();
    for (Flag flag : ServeFlags.all()) {
      assertThat(out.toString()).contains(flag.name().substring(2));
    }
    assertThat(out.toString()).contains("Data set hf:").contains("[/v1/completions]");
  }

  @Test
  void anUnknownFlagNamesTheNearest() {
    assertThat(run("serve", "--reqest-rate", "5")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "serve: expected a known option, found --reqest-rate; the nearest known is"
                + " --request-rate");
  }

  @Test
  void anUnknownCommandNamesTheNearest() {
    assertThat(run("serv")).isEqualTo(2);
    assertThat(err.toString()).contains("found serv; the nearest known is serve");
  }

  @Test
  void mistakesHaveTheNamesOfFlagsAndAllAreTold() {
    assertThat(run("serve", "--request-rate", "fast", "--num-prompts", "0")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--request-rate: expected a number > 0 (requests per second) or inf, found")
        .contains("--num-prompts: expected an integer ≥ 1, found")
        .contains("Outcome: bad_configuration; nothing was sent, nothing was written.")
        .doesNotContain("-Dbench");
  }

  @Test
  void mistakesInAFileHaveTheirLine() throws IOException {
    Path config = Files.writeString(folder.resolve("c.yaml"), "modle: x\nrequest_rate: fast\n");
    assertThat(run("run", config.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("c.yaml:1 modle: expected a known key")
        .contains("c.yaml:2 request_rate: expected a number > 0");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThat(run("run", folder.resolve("none.yaml").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("expected a configuration file, found none");
  }

  @Test
  void planCountsWithoutAServer() throws IOException {
    assertThat(
            run(
                "plan",
                "-",
                "--base-url",
                "http://127.0.0.1:1",
                "--tokenizer",
                TOKENIZER,
                "--input-output",
                "[[16, 4]]",
                "--concurrency-prompts",
                "[[2, 10]]",
                "--assume-ttft",
                "100",
                "--assume-tpot",
                "10",
                "--json"))
        .isZero();
    JsonNode only = new ObjectMapper().readTree(out.toString()).path("cases").path(0);
    assertThat(only.path("case").asText()).isEqualTo("io16x4_mc2_np10");
    assertThat(only.path("requests").asInt()).isEqualTo(10);
    assertThat(only.path("prompt_tokens").asInt()).isBetween(150, 170); // a token more or less each
    assertThat(only.path("output_tokens").asInt()).isEqualTo(40);
    // Five after each other: 100 ms and three further tokens of 10 ms each.
    assertThat(only.path("estimated_s").asDouble()).isEqualTo(0.65);
    assertThat(only.path("prompts").path(0).path("text").asText()).isNotEmpty();
  }

  @Test
  void datasetsListsThemAllWithTheirOptions() throws IOException {
    assertThat(run("datasets", "--json")).isZero();
    JsonNode list = new ObjectMapper().readTree(out.toString());
    assertThat(list).hasSize(DatasetCatalog.all().size());
    for (JsonNode one : list) {
      assertThat(one.path("about").asText()).isNotBlank();
      if (one.path("name").asText().equals("prefix_repetition")) {
        assertThat(one.path("options").toString()).contains("prefix_repetition_num_prefixes");
      }
    }
  }

  @Test
  void aDatasetIsShownWithLengths() {
    assertThat(
            run(
                "datasets",
                "show",
                "random",
                "--tokenizer",
                TOKENIZER,
                "--random-input-len",
                "12",
                "--num-prompts",
                "5",
                "-n",
                "1"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .contains("prompt 0 (12 tokens, 128 asked):")
        .contains("random: lengths of 5 requests in tokens")
        .doesNotContain("prompt 1 (");
  }

  @Test
  void theEnginesFlagsAreItsOwn() {
    ByteArrayOutputStream usage = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(usage, true, StandardCharsets.UTF_8);
    assertThat(EngineProcess.run(new String[] {"--help"}, print, print)).isZero();
    String text = usage.toString(StandardCharsets.UTF_8);
    List<Flag> flags = EngineCommand.FLAGS.get(0).flags();
    for (Flag flag : flags) {
      String line =
          text.lines()
              .filter(each -> each.contains(flag.name() + " "))
              .findFirst()
              .orElseThrow(() -> new AssertionError(flag.name()));
      if (flag.defaultText() != null && flag.kind() == Flag.Kind.VALUE) {
        assertThat(line).endsWith("[" + flag.defaultText() + "]");
      }
    }
    long options = text.lines().filter(line -> line.startsWith("  --")).count();
    // --fault may be given again, and stands apart; two share a line.
    assertThat(flags).hasSize((int) options);
  }

  @Test
  void completionKnowsTheFlagsOfServe() {
    assertThat(run("completion", "bash")).isZero();
    assertThat(out.toString()).contains("complete -F").contains("--random-input-len");
    assertThat(run("completion", "zsh")).isZero();
    assertThat(out.toString()).contains("autoload");
  }

  @Test
  void theVersionIsTold() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("llmbench ");
  }
}
