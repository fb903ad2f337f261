// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Signals to a sweep, and what is left of it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no kill")
class SweepInterruptionEndToEndTest {
  @TempDir private Path folder;

  private SweepProcess sweep;

  @BeforeEach
  void files() throws IOException {
    sweep = new SweepProcess(folder);
  }

  private JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(sweep.experiment().resolve(name).toFile());
  }

  private static List<ProcessHandle> family(Process process) {
    return process.descendants().toList();
  }

  private Path records(String point) {
    return sweep.experiment().resolve(point + "/run=0/records/io16x4_mc2_np4.jsonl");
  }

  @Test
  void theFirstSignalLetsTheRunEndAndTheSweepGoesOnLater() throws Exception {
    // The second run stalls for a while; the first is whole by then.
    String yaml = "num_runs: 1\nsweep: {seed: [1, 2]}\ndrain_timeout: 1\n";
    GatlingProcess stalling =
        sweep.with(
            "serve_cmd: \"" + sweep.serveCmd() + " --fault 'from 7:stall after 1'\"\n" + yaml);
    Process process = stalling.start();
    SweepProcess.await(
        () ->
            Files.exists(records("BENCH--seed=2"))
                && Files.readAllLines(records("BENCH--seed=2")).size() > 2);
    List<ProcessHandle> family = family(process);
    assertThat(family).hasSizeGreaterThanOrEqualTo(2);
    SweepProcess.signal("TERM", process.pid());
    assertThat(SweepProcess.exitCode(process)).isEqualTo(143);
    assertThat(family).allMatch(each -> SweepProcess.gone(each.pid()));
    assertThat(sweep.servers()).allMatch(SweepProcess::gone);
    assertThat(Files.readString(folder.resolve("output.txt")))
        .contains("The sweep is stopped by SIGTERM.", "Outcome: interrupted")
        .doesNotContain("\tat ");

    assertThat(sweep.experiment().resolve("BENCH--seed=2/run=0.json")).doesNotExist();
    assertThat(sweep.experiment().resolve("BENCH--seed=2/run=0.failure.json")).doesNotExist();
    assertThat(json("BENCH--seed=1/summary.json")).hasSize(1);
    assertThat(Files.readAllLines(sweep.experiment().resolve("summary.csv"))).hasSize(2);
    JsonNode partial = json("BENCH--seed=2/run=0/bench_io16x4_mc2_np4.json");
    assertThat(partial.path("llmbench").path("partial").asBoolean()).isTrue();

    GatlingProcess.Finished again = stalling.option("resume", true).run();
    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(again.output()).contains("Outcome: ok (1 runs measured, 1 kept, 0 failed)");
    assertThat(Files.readAllLines(sweep.experiment().resolve("summary.csv"))).hasSize(3);
  }

  @Test
  void theSecondSignalEndsAtOnceAndLeavesNoProcess() throws Exception {
    Process process =
        sweep
            .with(
                "serve_cmd: \""
                    + sweep.serveCmd()
                    + " --fault 'from 2:stall after 1'\"\n"
                    + "num_runs: 1\nsweep: {seed: [1]}\ndrain_timeout: 6000\n")
            .start();
    SweepProcess.await(
        () ->
            Files.exists(records("BENCH--seed=1"))
                && Files.readAllLines(records("BENCH--seed=1")).size() > 1);
    List<ProcessHandle> family = family(process);
    // A terminal's Ctrl-C reaches the run's process too, which leaves it to the sweep.
    for (ProcessHandle run : process.children().toList()) {
      if (!sweep.servers().contains(run.pid())) {
        SweepProcess.signal("INT", run.pid());
      }
    }
    SweepProcess.signal("INT", process.pid());
    Path output = folder.resolve("output.txt");
    SweepProcess.await(() -> Files.readString(output).contains("have 6000.0 s to end"));
    assertThat(process.isAlive()).isTrue();
    assertThat(Files.readString(output))
        .contains("The sweep is stopped by SIGINT.", "Stopped by SIGTERM")
        .doesNotContain("Stopped by SIGINT");
    SweepProcess.signal("INT", process.pid());
    assertThat(SweepProcess.exitCode(process)).isEqualTo(130);
    assertThat(family).allMatch(each -> SweepProcess.gone(each.pid()));
    assertThat(sweep.servers()).hasSize(1).allMatch(SweepProcess::gone);
    assertThat(json("status.json").path("outcome").asText()).isEqualTo("interrupted");
  }

  @Test
  void aSweepThatWaitsForItsServerEndsToo() throws Exception {
    Process process =
        sweep
            .with("serve_cmd: \"sh -c 'echo loading; exec sleep 1000'\"\nsweep: {seed: [1]}\n")
            .start();
    Path log = sweep.experiment().resolve("server_logs/SERVE.log");
    SweepProcess.await(() -> Files.exists(log) && Files.size(log) > 0);
    List<ProcessHandle> family = family(process);
    assertThat(family).isNotEmpty();
    SweepProcess.signal("TERM", process.pid());
    assertThat(SweepProcess.exitCode(process)).isEqualTo(143);
    assertThat(family).allMatch(each -> SweepProcess.gone(each.pid()));
    assertThat(sweep.experiment().resolve("SERVE-default-failure.json")).doesNotExist();
  }
}
