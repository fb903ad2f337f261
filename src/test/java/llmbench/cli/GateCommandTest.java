// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void results() throws IOException {
    Files.writeString(
        folder.resolve("one.json"),
        """
        {"max_concurrency": 4, "num_prompts": 9, "duration": 10, "completed": 9, "failed": 0,
         "request_throughput": 0.9, "p99_ttft_ms": 600,
         "llmbench": {"case": {"name": "io1x1_mc4_np9"}, "suspect": ["CPU"]}}
        """);
  }

  @Test
  void theExitCodeTellsWhatFailed() throws IOException {
    assertThat(gate("[failed == 0]")).isZero();
    assertThat(out.toString()).contains("pass  failed == 0", "Gate: all 1 checks passed");
    assertThat(gate("[failed == 0, not suspect]")).isEqualTo(6);
    assertThat(gate("[p99_ttft_ms < 500, not suspect]")).isEqualTo(5);
    assertThat(out.toString())
        .contains("FAIL  p99_ttft_ms < 500  (p99_ttft_ms is 600, limit < 500)");
    assertThat(gate("[p99_ttft_ms < ]")).isEqualTo(2);
    assertThat(err.toString()).contains("rules.yaml:1 gate: expected a number, true, false");
  }

  @Test
  void junitAndAnnotationsAreMadeIfAskedFor() throws IOException {
    Path junit = folder.resolve("gate.xml");
    assertThat(gate("[p99_ttft_ms < 500]", "--junit", junit.toString(), "--github")).isEqualTo(5);
    assertThat(Files.readString(junit)).contains("<failure message=\"p99_ttft_ms is 600");
    assertThat(out.toString())
        .contains("::error title=io1x1_mc4_np9%3A p99_ttft_ms < 500::p99_ttft_ms is 600");
    assertThat(gate("[p99_ttft_ms < 500]", "--json")).isEqualTo(5);
    assertThat(out.toString())
        .startsWith("{")
        .contains("\"exit_code\" : 5")
        .doesNotContain("Gate:");
  }

  @Test
  void theBaselineIsNamedInTheFileOrOnTheCommandLine() throws IOException {
    assertThat(gate("[p99_ttft_ms <= baseline]")).isEqualTo(2);
    assertThat(err.toString()).contains("expected --baseline or baseline beside gate, found none");
    assertThat(gate("[p99_ttft_ms <= baseline]", "--baseline", folder.toString())).isZero();
    assertThat(gate("gate: p99_ttft_ms < baseline\nbaseline: " + folder)).isEqualTo(5);
    assertThat(gate("[not worse]", "--baseline", folder.resolve("no").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("no such file or folder").doesNotContain("\tat ");
  }

  @Test
  void withoutRulesOrResultsItSaysSo() throws IOException {
    assertThat(run("gate", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--rules");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path rules = Files.writeString(folder.resolve("rules.yaml"), "[failed == 0]");
    assertThat(run("gate", empty.toString(), "--rules", rules.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("expected results of llmbench or of vllm bench serve");
  }

  private int gate(String rules, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("rules.yaml"), rules);
    String[] all = new String[options.length + 4];
    all[0] = "gate";
    all[1] = folder.toString();
    all[2] = "--rules";
    all[3] = file.toString();
    System.arraycopy(options, 0, all, 4, options.length);
    return run(all);
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
