// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps as a user starts them, with servers of their own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the server is started by sh")
class SweepEndToEndTest {
  private static final String TWO = "SERVE--max_num_seqs=2";
  private static final String BIG = "SERVE--big";

  @TempDir private Path folder;

  private SweepProcess sweep;

  @BeforeEach
  void files() throws IOException {
    sweep = new SweepProcess(folder);
    sweep.file(
        "serve.json",
        "[{\"max_num_seqs\": 2}, {\"_benchmark_name\": \"big\", \"max-num-seqs\": 8}]");
    sweep.file(
        "bench.json",
        "{\"short\": {\"random_input_len\": 8}, \"long\": {\"random-input-len\": 32}}");
  }

  private GatlingProcess fourPoints(String more) throws IOException {
    return sweep.serving(
        "serve_params: "
            + folder.resolve("serve.json")
            + "\nbench_params: "
            + folder.resolve("bench.json")
            + "\nnum_runs: 2\n"
            + more);
  }

  private JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(sweep.experiment().resolve(name).toFile());
  }

  private List<String> names(Path below) throws IOException {
    try (Stream<Path> files = Files.list(below)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static List<String> keys(JsonNode map) {
    List<String> keys = new ArrayList<>();
    map.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void aProductOfServersAndBenchmarksHasVllmsFilesAndGoesOn() throws Exception {
    GatlingProcess.Finished run = fourPoints("").run();
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(names(sweep.experiment()))
        .containsExactly(
            BIG + "-BENCH--long",
            BIG + "-BENCH--short",
            TWO + "-BENCH--long",
            TWO + "-BENCH--short",
            "aggregate_results.csv",
            "server_logs",
            "status.json",
            "summary.csv",
            "sweep.json");
    assertThat(names(sweep.experiment().resolve(BIG + "-BENCH--long")))
        .containsExactly("run=0", "run=0.json", "run=1", "run=1.json", "summary.json");
    assertThat(sweep.servers()).hasSize(2).allMatch(SweepProcess::gone);

    JsonNode result = json(BIG + "-BENCH--long/run=1.json");
    assertThat(keys(result))
        .startsWith("date", "endpoint_type", "backend")
        .endsWith("llmbench", "run_number", "_benchmark_name", "max-num-seqs", "random-input-len");
    assertThat(result.path("run_number").asInt()).isEqualTo(1);
    assertThat(result.path("completed").asInt()).isEqualTo(4);
    assertThat(result.path("total_input_tokens").asInt()).isGreaterThanOrEqualTo(4 * 32);
    JsonNode start = result.path("llmbench").path("server_start");
    assertThat(start.path("command").asText()).endsWith("--max-num-seqs 8");
    assertThat(start.path("ready_s").asDouble()).isPositive();
    assertThat(json(BIG + "-BENCH--long/summary.json")).hasSize(2);
    List<String> csv = Files.readAllLines(sweep.experiment().resolve("summary.csv"));
    assertThat(csv).hasSize(9);
    assertThat(csv.get(0)).startsWith(",date,endpoint_type,").contains(",run_number,");
    assertThat(Files.readAllLines(sweep.experiment().resolve("aggregate_results.csv")))
        .hasSize(9)
        .anyMatch(line -> line.endsWith("," + TWO + "-BENCH--short/run=0.json"));
    assertThat(run.output())
        .contains("Server ready after ", "Outcome: ok (8 runs measured, 0 kept, 0 failed)");

    goesOn();
  }

  /** What is half written is measured again; with other settings nothing is. */
  private void goesOn() throws Exception {
    Path cut = sweep.experiment().resolve(TWO + "-BENCH--long/run=0.json");
    Files.writeString(cut, "{\"date\": ");
    GatlingProcess.Finished other = fourPoints("resume: true\n").option("num_prompts", 5).run();
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.output())
        .contains("resume: expected num_prompts as in ", ", 4, found 5", "nothing was sent");
    assertThat(sweep.servers()).hasSize(2);

    GatlingProcess.Finished again = fourPoints("resume: true\n").run();
    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(again.output()).contains("Outcome: ok (1 runs measured, 7 kept, 0 failed)");
    assertThat(json(TWO + "-BENCH--long/run=0.json").path("completed").asInt()).isEqualTo(4);
    assertThat(sweep.servers()).hasSize(3);
  }

  @Test
  void aServerThatDoesNotStartIsPassedOver() throws Exception {
    sweep.file("serve.json", "[{\"no_such_option\": 2}, {\"max_num_seqs\": 2}]");
    sweep.file("bench.json", "[{\"seed\": 1}]");
    GatlingProcess.Finished run = fourPoints("continue_on_error: true\n").run();
    assertThat(run.exitCode()).as(run.output()).isEqualTo(7);
    JsonNode failure = json("SERVE-no_such_option=2-failure.json");
    assertThat(failure.path("error").asText())
        .contains("the server ended by itself with exit code 2", "--max-seconds N ");
    assertThat(failure.path("serve_overrides").path("no_such_option").asInt()).isEqualTo(2);
    assertThat(json(TWO + "-BENCH--seed=1/summary.json")).hasSize(2);
    assertThat(json("status.json").path("outcome").asText()).isEqualTo("unreachable");
    assertThat(run.output()).contains("2 runs measured, 0 kept, 2 failed");
    assertThat(sweep.servers()).hasSize(2).allMatch(SweepProcess::gone);
  }

  @Test
  void aServerThatEndsInARunEndsTheSweep() throws Exception {
    sweep.file("serve.json", "[{\"fault\": \"from 3:stall after 1\"}]");
    Process process = fourPoints("drain_timeout: 600\n").start();
    Path records =
        sweep
            .experiment()
            .resolve(
                "SERVE--fault=from 3:stall after 1-BENCH--short/run=0/records/io8x4_mc2_np4.jsonl");
    SweepProcess.await(() -> Files.exists(records) && Files.readAllLines(records).size() > 2);
    SweepProcess.signal("KILL", sweep.servers().get(0));
    assertThat(SweepProcess.exitCode(process)).isEqualTo(7);
    String point = "SERVE--fault=from 3:stall after 1-BENCH--short/";
    assertThat(json(point + "run=0.failure.json").path("error").asText())
        .contains("the server ended by itself with exit code 137");
    assertThat(sweep.experiment().resolve(point + "run=0.json")).doesNotExist();
    assertThat(json("status.json").path("outcome").asText()).isEqualTo("unreachable");
    assertThat(Files.readString(folder.resolve("output.txt")))
        .contains("set resume: true", "continue_on_error: true")
        .doesNotContain("\tat ");
  }

  @Test
  void aGridOverTheEmbeddedEngineNeedsNoServer() throws Exception {
    GatlingProcess.Finished run =
        sweep
            .with("base_url: embedded\nnum_runs: 1\n")
            .option("sweep", "{engine_max_num_seqs: [1, 4]}")
            .option("warmup_num_prompts", 1)
            .option("after_bench_cmd", "sh -c 'echo after'")
            .run();
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(Files.readAllLines(sweep.experiment().resolve("after_bench_cmd.log"))).hasSize(4);
    for (int sequences : List.of(1, 4)) {
      JsonNode warmup = json("BENCH--engine_max_num_seqs=" + sequences + "/warmup.json");
      assertThat(warmup.path("completed").asInt()).isEqualTo(1);
      assertThat(warmup.path("run_number").asInt()).isEqualTo(-1);
      JsonNode result = json("BENCH--engine_max_num_seqs=" + sequences + "/run=0.json");
      assertThat(result.path("llmbench").path("engine").path("engine_max_num_seqs").asInt())
          .isEqualTo(sequences);
      assertThat(result.path("completed").asInt()).isEqualTo(4);
    }
    assertThat(sweep.servers()).isEmpty();
  }

  @Test
  void aCommandThatFailsAfterARunFailsTheRun() throws Exception {
    GatlingProcess.Finished run =
        sweep
            .with("base_url: embedded\nnum_runs: 1\nsweep: {seed: [1]}\n")
            .option("after_bench_cmd", "sh -c 'echo no; exit 4'")
            .run();
    assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
    assertThat(json("BENCH--seed=1/run=0.failure.json").path("error").asText())
        .startsWith("after_bench_cmd: expected exit code 0, found 4")
        .endsWith("no");
    assertThat(sweep.experiment().resolve("BENCH--seed=1/run=0.json")).doesNotExist();
    assertThat(sweep.experiment().resolve("BENCH--seed=1/run=0/bench_io16x4_mc2_np4.json"))
        .exists();
  }

  @Test
  void aRunThatFailsSaysWhy() throws Exception {
    GatlingProcess.Finished run =
        sweep
            .with("base_url: embedded\nnum_runs: 1\ncontinue_on_error: true\n")
            .option("sweep", "{engine_faults: [['2:http 500'], []]}")
            .run();
    assertThat(run.exitCode()).as(run.output()).isEqualTo(4);
    JsonNode failure = json("BENCH--engine_faults=['2:http 500']/run=0.failure.json");
    assertThat(failure.path("error_type").asText()).isEqualTo("failed_requests");
    assertThat(failure.path("error").asText()).contains("1 of 4 requests failed");
    assertThat(json("BENCH--engine_faults=[]/run=0.json").path("completed").asInt()).isEqualTo(4);
    assertThat(json("status.json").path("outcome").asText()).isEqualTo("failed_requests");
  }

  @Test
  void levelsOfLoadAreChosenByWhatWasMeasured() throws Exception {
    GatlingProcess.Finished run =
        sweep
            .with("base_url: embedded\nnum_runs: 1\n")
            .option("workload_var", "max_concurrency")
            .option("workload_iters", 3)
            .run();
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(names(sweep.experiment()))
        .contains(
            "BENCH--max_concurrency=1-WL--max_concurrency=1",
            "BENCH--max_concurrency=4-WL--max_concurrency=4");
    assertThat(Files.readAllLines(sweep.experiment().resolve("summary.csv"))).hasSizeBetween(3, 4);
  }

  @Test
  void allMistakesAreToldAndNothingIsStarted() throws Exception {
    sweep.file("serve.json", "[{\"max_num_seqs\": 2}, 7]");
    sweep.file(
        "bench.json",
        "[{\"max_concurency\": 1}, {\"num_prompts\": 0}, {\"num_runs\": 2, \"seed\": 5}]");
    GatlingProcess.Finished run =
        fourPoints("link_vars: max_num_seqs\nafter_bench_cmd: \"echo 'x\"\nworkload_iters: 1\n")
            .run();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output())
        .contains(
            "serve.json entry 2: expected a map of parameters, found 7",
            "link_vars: expected SERVE_KEY=BENCH_KEY,…",
            "after_bench_cmd: expected a closing quote, found none",
            "workload_iters: expected an integer ≥ 2, found 1",
            "nothing was sent, nothing was written")
        .doesNotContain("\tat ");
    assertThat(sweep.experiment()).doesNotExist();
    assertThat(sweep.servers()).isEmpty();

    sweep.file("serve.json", "[{\"max_num_seqs\": 2}]");
    GatlingProcess.Finished second = fourPoints("").run();
    assertThat(second.output())
        .contains(
            "bench.json entry 1 max_concurency: expected an option of vllm bench serve",
            "bench.json entry 2 num_prompts: expected an integer ≥ 1, found 0",
            "bench.json entry 3 num_runs: expected an option of a run");
    assertThat(sweep.experiment()).doesNotExist();
  }

  @Test
  void aDryRunPrintsEveryCommandAndStartsNothing() throws Exception {
    GatlingProcess.Finished run = fourPoints("dry_run: true\n").run();
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output())
        .contains("server.sh, --port, ", "--max-num-seqs, 8]", BIG + "-BENCH--short")
        .contains("mvn gatling:test -Dbench.config=", "-Dbench.random_input_len=8\n");
    assertThat(sweep.experiment()).doesNotExist();
    assertThat(sweep.servers()).isEmpty();
  }
}
