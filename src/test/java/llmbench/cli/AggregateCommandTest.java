// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AggregateCommandTest {
  private static final String RESULT =
      "{\"duration\": 1.5, \"completed\": 3, \"request_throughput\": 2.0}";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void csvIsWrittenAndBrokenFilesAreNamed() throws IOException {
    Files.writeString(folder.resolve("bench_io8x8_mc1_np3.json"), RESULT);
    Files.writeString(folder.resolve("broken.json"), "{");

    assertThat(run("aggregate", folder.toString())).isZero();

    Path csv = folder.resolve("aggregate_results.csv");
    assertThat(csv)
        .hasContent(
            String.join(
                "\r\n",
                "duration,completed,request_throughput,input_len,output_len,filename",
                "1.5,3,2.0,8,8,bench_io8x8_mc1_np3.json",
                ""));
    assertThat(out.toString().strip()).isEqualTo(csv + ": 1 result");
    assertThat(err.toString()).startsWith("skipped: broken.json is not JSON at line 1");
  }

  @Test
  void machinesAreAnsweredInJson() throws IOException {
    Files.writeString(folder.resolve("bench_io8x8_mc1_np3.json"), RESULT);
    Files.writeString(folder.resolve("broken.json"), "{");
    assertThat(run("aggregate", folder.toString(), "--json")).isZero();
    JsonNode told = new ObjectMapper().readTree(out.toString());
    assertThat(told.path("rows").asInt()).isEqualTo(1);
    assertThat(told.path("file").asText()).isEqualTo(folder.resolve("aggregate_results.csv") + "");
    assertThat(told.path("problems").path(0).asText()).startsWith("broken.json is not JSON");
  }

  @Test
  void folderWithoutResultsIsAFailureInOneLine() {
    assertThat(run("aggregate", folder.toString())).isEqualTo(1);
    assertThat(err.toString().strip()).isEqualTo("no result in " + folder);
  }

  @Test
  void missingFolderIsAFailureInOneLine() {
    assertThat(run("aggregate", folder.resolve("none").toString())).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("none", "no such file or directory");
  }

  @Test
  void wrongCommandLineIsExitCodeTwo() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("agregate")).isEqualTo(2);
    assertThat(run("aggregate", "a", "b")).isEqualTo(2);
    assertThat(err.toString())
        .contains("the nearest known is aggregate", "Try 'llmbench --help'.")
        .doesNotContain("\tat ");
  }

  @Test
  void helpNamesTheCommandsAndTheExitCodes() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("aggregate", "Exit codes:", "wrong command line");
    assertThat(run("aggregate", "-h")).isZero();
    assertThat(out.toString()).contains("DIR", "default: results");
  }

  private int run(String... args) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
