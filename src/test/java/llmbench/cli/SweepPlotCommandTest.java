// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SweepPlotCommandTest {
  private static final String RUNS =
      """
      [{"total_token_throughput": 1.5, "median_ttft_ms": 10.0, "output_throughput": 4,
        "max_concurrency": 1, "seqs": 8},
       {"total_token_throughput": 4.5, "median_ttft_ms": 20.0, "output_throughput": 8,
        "max_concurrency": 4, "seqs": 16}]
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeRuns() throws IOException {
    Files.writeString(folder.resolve("summary.json"), RUNS);
  }

  private int run(String... args) {
    CommandLine commandLine =
        Main.commandLine(args).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return Main.execute(commandLine, args);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void figuresHaveVllmsNamesAndWords() throws IOException {
    assertThat(run("sweep", "plot", folder.toString(), "--fig_by", "seqs", "--fig-dpi=40"))
        .isZero();
    assertThat(files()).containsExactly("FIGURE-seqs=16.png", "FIGURE-seqs=8.png", "summary.json");
    assertThat(out.toString().lines())
        .containsExactly(
            "[BEGIN FIGURE]",
            "Group: {'seqs': '8'}",
            "Grid: 1 rows x 1 cols",
            "Output file: " + folder.resolve("FIGURE-seqs=8.png"),
            "Curves: 1; points: 1; runs: 1",
            "[END FIGURE]",
            "[BEGIN FIGURE]",
            "Group: {'seqs': '16'}",
            "Grid: 1 rows x 1 cols",
            "Output file: " + folder.resolve("FIGURE-seqs=16.png"),
            "Curves: 1; points: 1; runs: 1",
            "[END FIGURE]");
  }

  @Test
  void aFolderAndATableMayBeAskedFor() throws IOException {
    assertThat(
            run(
                "sweep",
                "plot",
                folder.toString(),
                "--fig-dir",
                "pictures",
                "--fig-name",
                "P",
                "--csv",
                "--fig-dpi",
                "20"))
        .isZero();
    assertThat(files()).containsExactly("pictures/P.csv", "pictures/P.png", "summary.json");
  }

  @Test
  void aFolderThatVllmWroteIsRead() throws IOException {
    assertThat(
            run(
                "sweep",
                "plot",
                "src/test/resources/golden/sweep/runs/product",
                "--fig-dir",
                folder.resolve("of-vllm").toString(),
                "--var-x",
                "max_concurrency",
                "--var-y",
                "request_throughput",
                "--curve-by",
                "max_num_seqs",
                "--csv",
                "--fig-dpi",
                "20"))
        .isZero();
    assertThat(files()).containsExactly("of-vllm/FIGURE.csv", "of-vllm/FIGURE.png", "summary.json");
    assertThat(out.toString()).contains("Curves: 2; points: 4; runs: 8");
  }

  @Test
  void withoutAFontItSaysSo() throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "skipped: fonts are found otherwise");
    Path none = Files.createDirectories(folder.resolve("none"));
    Path config =
        Files.writeString(
            none.resolve("fonts.conf"), "<fontconfig><dir>" + none + "</dir></fontconfig>");
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.home=" + none,
            "-cp",
            System.getProperty("java.class.path"),
            "llmbench.cli.Main",
            "sweep",
            "plot",
            folder.toString());
    command.environment().put("FONTCONFIG_FILE", config.toString());
    Process process = command.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(1);
    assertThat(said).contains("pictures cannot be drawn").doesNotContain("\tat ");
    assertThat(folder.resolve("FIGURE.png")).doesNotExist();
  }

  @Test
  void aDryRunWritesNothing() throws IOException {
    assertThat(run("sweep", "plot", folder.toString(), "--dry-run", "--fig-dir", "new")).isZero();
    assertThat(run("sweep", "plot_pareto", folder.toString(), "--dry-run")).isZero();
    assertThat(folder.toFile().list()).containsExactly("summary.json");
    assertThat(out.toString())
        .contains("Output file: " + folder.resolve("new/FIGURE.png"))
        .contains("Output file: " + folder.resolve("pareto/PARETO.png"))
        .doesNotContain("points");
  }

  @Test
  void nothingToDrawIsNoSuccess() throws IOException {
    assertThat(run("sweep", "plot", folder.toString(), "--filter-by", "seqs>99")).isEqualTo(1);
    assertThat(out.toString()).contains("No data to plot. Filters: seqs>99");
    assertThat(files()).containsExactly("summary.json");
  }

  @Test
  void mistakesAreToldWithoutATrace() throws IOException {
    assertThat(run("sweep", "plot", folder.toString(), "--var-x", "seq")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--var-x: expected a variable of the results, found \"seq\"; the nearest is seqs")
        .doesNotContain("at llmbench");
    assertThat(run("sweep", "plot", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(run("sweep", "plot", "--fig-dpi", "many", folder.toString())).isEqualTo(2);
    assertThat(run("sweep", "plot")).isEqualTo(2);
    assertThat(run("sweep", "plot_pareto", folder.toString(), "--gpu-count-var", "s")).isEqualTo(2);
    assertThat(files()).containsExactly("summary.json");
  }

  @Test
  void theFrontierLiesInItsFolder() throws IOException {
    assertThat(run("sweep", "plot_pareto", folder.toString(), "--label-by", "seqs")).isZero();
    assertThat(files()).containsExactly("pareto/PARETO.png", "summary.json");
    assertThat(out.toString()).contains("Plotted 2 points; Pareto frontier size: 2.");
  }

  @Test
  void aSweepWithoutThemIsWhatItWas() {
    assertThat(run("sweep", folder.resolve("none.yaml").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("expected a configuration file, found none");
    assertThat(run("sweep", "--help")).isZero();
    assertThat(out.toString()).contains("plot", "plot_pareto", "--serve-params");
  }
}
