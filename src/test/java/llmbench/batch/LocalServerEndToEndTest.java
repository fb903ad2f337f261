// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A plain batch whose server is started for it, and sweeps of starts alone. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the server is started by sh")
class LocalServerEndToEndTest {
  private static final String RESULT = "bench_io16x4_mc2_np4.json";

  @TempDir private Path folder;

  private SweepProcess server;

  @BeforeEach
  void files() throws IOException {
    server = new SweepProcess(folder);
  }

  private GatlingProcess batch(String yaml) throws IOException {
    return server.serving(yaml).option("experiment_name", "");
  }

  private JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve("out").resolve(name).toFile());
  }

  @Test
  void aBatchStartsItsServerAndTellsHowLongThatTook() throws Exception {
    GatlingProcess.Finished run = batch("").run();
    assertThat(run.exitCode()).as(run.output()).isZero();
    JsonNode result = json(RESULT);
    assertThat(result.path("completed").asInt()).isEqualTo(4);
    JsonNode start = result.path("llmbench").path("server_start");
    assertThat(start.path("command").asText()).contains("server.sh", " --port ");
    assertThat(start.path("ready_s").asDouble()).isPositive();
    assertThat(start.path("first_token_s").asDouble())
        .isGreaterThan(start.path("ready_s").asDouble());
    assertThat(run.output()).contains("Server ready after ", "answered one token after ");
    assertThat(server.servers()).hasSize(1).allMatch(SweepProcess::gone);
    assertThat(Files.readString(folder.resolve("out/serve_cmd.log"))).contains("listening on");

    Files.delete(folder.resolve("out").resolve(RESULT));
    GatlingProcess.Finished report = ReportProcess.run("report", folder.resolve("out").toString());
    assertThat(report.exitCode()).as(report.output()).isZero();
    assertThat(json(RESULT)).isEqualTo(result);
  }

  @Test
  void aServerThatDoesNotStartIsToldWithItsLastLines() throws Exception {
    GatlingProcess.Finished run =
        server
            .with("serve_cmd: \"" + server.serveCmd() + " --no-such-option --api-key s3cret\"\n")
            .option("experiment_name", "")
            .run();
    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.output())
        .contains("the server ended by itself with exit code 2", "--max-seconds N ")
        .contains("--api-key ***")
        .doesNotContain("s3cret", "\tat ");
  }

  @Test
  void aServerThatEndsInTheBatchIsToldAndLaterCasesAreNotRun() throws Exception {
    Process process =
        batch("")
            .option("random_input_len", "")
            .option("random_output_len", "")
            .option("serve_cmd", server.serveCmd() + " --fault 'from 4:stall after 1'")
            .option("max_concurrency", "")
            .option("num_prompts", "")
            .option("input_output", "[[16, 4]]")
            .option("concurrency_prompts", "[[2, 4], [3, 6]]")
            .start();
    Path records = folder.resolve("out/records/io16x4_mc2_np4.jsonl");
    SweepProcess.await(() -> Files.exists(records) && Files.readAllLines(records).size() > 2);
    SweepProcess.signal("KILL", server.servers().get(0));
    assertThat(SweepProcess.exitCode(process)).isEqualTo(1);
    JsonNode result = json(RESULT);
    assertThat(result.path("failed").asInt()).isPositive();
    assertThat(result.path("llmbench").path("events").toString())
        .contains("the server ended by itself with exit code 137");
    JsonNode status = json("status.json");
    assertThat(status.path("outcome").asText()).isEqualTo("internal_error");
    assertThat(status.path("message").asText()).contains("io16x4_mc3_np6 was not run");
  }

  @Test
  void aBatchWithFailuresEndsItsServerBeforeItself() throws Exception {
    GatlingProcess.Finished run =
        batch("").option("serve_cmd", server.serveCmd() + " --fault '3:http 500'").run();
    assertThat(run.exitCode()).as(run.output()).isEqualTo(4);
    assertThat(json("status.json").path("outcome").asText()).isEqualTo("failed_requests");
    assertThat(server.servers()).hasSize(1).allMatch(SweepProcess::gone);
  }

  @Test
  void theSecondSignalEndsTheServerToo() throws Exception {
    Process process =
        batch("drain_timeout: 6000\n")
            .option("serve_cmd", server.serveCmd() + " --fault 'from 3:stall after 1'")
            .start();
    Path records = folder.resolve("out/records/io16x4_mc2_np4.jsonl");
    SweepProcess.await(() -> Files.exists(records) && Files.readAllLines(records).size() > 1);
    SweepProcess.signal("TERM", process.pid());
    Path output = folder.resolve("output.txt");
    SweepProcess.await(() -> Files.readString(output).contains("have 6000.0 s to end"));
    assertThat(server.servers()).noneMatch(SweepProcess::gone);
    SweepProcess.signal("TERM", process.pid());
    assertThat(SweepProcess.exitCode(process)).isEqualTo(143);
    assertThat(server.servers()).hasSize(1).allMatch(SweepProcess::gone);
  }

  @Test
  void keysOfSweepsAreRefusedWithoutOne() throws Exception {
    GatlingProcess.Finished run =
        server.with("continue_on_error: true\nserver_ready_timeout: 5\nlink_vars: a=b\n").run();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output())
        .contains(
            "continue_on_error: expected a sweep beside it",
            "link_vars: expected a sweep beside it",
            "experiment_name: expected a sweep beside it",
            "server_ready_timeout: expected serve_cmd beside it, found none");
  }

  @Test
  void aSweepOfStartsMeasuresNothingElse() throws Exception {
    server.file("serve.json", "[{\"max_num_seqs\": 2}, {\"no_such_option\": 1}]");
    GatlingProcess.Finished run =
        server
            .serving("serve_params: " + folder.resolve("serve.json") + "\nnum_runs: 2\n")
            .option("sweep_startup", true)
            .option("continue_on_error", true)
            .run();
    assertThat(run.exitCode()).as(run.output()).isEqualTo(7);
    JsonNode start = json("e/SERVE--max_num_seqs=2/run=1.json");
    assertThat(start.path("ready_s").asDouble()).isPositive();
    assertThat(start.path("first_token_s").asDouble())
        .isGreaterThan(start.path("ready_s").asDouble());
    assertThat(start.path("run_number").asInt()).isEqualTo(1);
    assertThat(json("e/SERVE--max_num_seqs=2/summary.json")).hasSize(2);
    assertThat(json("e/SERVE--no_such_option=1/run=0.failure.json").path("error").asText())
        .contains("exit code 2");
    assertThat(Files.readAllLines(folder.resolve("out/e/summary.csv"))).hasSize(3);
    assertThat(server.servers()).hasSize(4).allMatch(SweepProcess::gone);
    assertThat(run.output()).contains("point", "ready s", "token s");
  }
}
