// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Colours are for a terminal alone, and never where {@code NO_COLOR} is set. */
class ColoursTest {
  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final String ESCAPE = "\u001b[";

  @TempDir private Path folder;

  @BeforeEach
  void aResultAndARule() throws IOException {
    Files.createDirectories(folder.resolve("now"));
    Files.writeString(
        folder.resolve("now/vllm.json"),
        "{\"num_prompts\": 9, \"completed\": 9, \"failed\": 0, \"duration\": 1,"
            + " \"request_throughput\": 9.0, \"mean_ttft_ms\": 5.0}");
    Files.writeString(folder.resolve("rules.yaml"), "[mean_ttft_ms < 1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"compare now now", "gate now --rules rules.yaml", "serve --help"})
  void areShownOnATerminal(String command) throws Exception {
    assertThat(onATerminal(command, Map.of())).contains(ESCAPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"compare now now", "gate now --rules rules.yaml", "serve --help"})
  void areNotShownWithNoColor(String command) throws Exception {
    assertThat(onATerminal(command, Map.of("NO_COLOR", "1"))).isNotEmpty().doesNotContain(ESCAPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"compare now now", "gate now --rules rules.yaml", "serve --help"})
  void areNotShownInAFile(String command) throws Exception {
    Path out = folder.resolve("out.txt");
    run(words(command), Map.of(), out);
    assertThat(Files.readString(out)).isNotEmpty().doesNotContain(ESCAPE);
  }

  /** What it prints where standard input and output are a terminal, which script makes. */
  private String onATerminal(String command, Map<String, String> environment) throws Exception {
    assumeTrue(Files.isExecutable(SCRIPT), "skipped: no " + SCRIPT + ", which makes a terminal");
    Path typescript = folder.resolve("typescript");
    String line = String.join(" ", words(command).stream().map(word -> "'" + word + "'").toList());
    run(
        List.of(SCRIPT.toString(), "-qec", line + "; true", typescript.toString()),
        environment,
        folder.resolve("shown.txt"));
    // Its first and last lines are script's own.
    return Files.readString(typescript, StandardCharsets.UTF_8)
        .lines()
        .filter(each -> !each.startsWith("Script "))
        .reduce("", (a, b) -> a + b + "\n")
        .strip();
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath(), "llmbench.cli.Main"));
    words.addAll(List.of(command.split(" ", -1)));
    return words;
  }

  private static String classPath() {
    List<String> parts = new ArrayList<>();
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      parts.add(Path.of(part).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, parts);
  }

  private void run(List<String> command, Map<String, String> environment, Path out)
      throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().keySet().removeAll(List.of("NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"));
    builder.environment().put("TERM", "xterm");
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("not ended after 60 s: " + command);
    }
  }
}
