// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import llmbench.engine.EmbeddedEngine;
import llmbench.plan.EngineSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code resume} after every way in which a run may end. */
class ResumeEndToEndTest {
  private static final String FIRST = "io16x4_mc1_np5";
  private static final String SECOND = "io16x4_mc2_np7";
  private static final String THIRD = "io16x4_mc3_np3";

  @TempDir private Path folder;

  @Test
  void afterAStop() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "8:stall after 2", "9:stall after 2")) {
      Process process = batch(engine).option("drain_timeout", 0).start();
      awaitRequests(engine, 9);
      process.destroy();
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(json("bench_" + SECOND + ".json").path("llmbench").path("partial").asBoolean())
          .isTrue();
      keepsTheFirstAndRunsTheOthers(engine, batch(engine), SECOND);
    }
    assertThat(gatling(FIRST).path("agree").asBoolean()).as("of the first run").isTrue();
  }

  @Test
  void afterAKillWithinACase() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "8:stall after 2", "9:stall after 2")) {
      kill(batch(engine), engine, 9);
      keepsTheFirstAndRunsTheOthers(engine, batch(engine), SECOND);
    }
    assertThat(gatling(FIRST).isNull()).as("its log was not finished").isTrue();
  }

  @Test
  void afterAKillBetweenCases() throws Exception {
    // The second case's ready check is not answered: nothing of that case is on disk yet.
    try (EmbeddedEngine engine = Engines.exact(5, 1, "7:stall after 2")) {
      kill(batch(engine).option("ready_check_timeout_sec", 600), engine, 7);
      assertThat(results().resolve("records/" + SECOND + ".jsonl")).doesNotExist();
      keepsTheFirstAndRunsTheOthers(
          engine, batch(engine).option("ready_check_timeout_sec", 600), "");
    }
  }

  private void keepsTheFirstAndRunsTheOthers(
      EmbeddedEngine engine, GatlingProcess batch, String halfWritten) throws Exception {
    Map<String, String> before = contents(FIRST);
    assertThat(before).hasSize(3); // result, records, the server's metrics
    int asked = engine.generationRequests();

    GatlingProcess.Finished run = batch.option("resume", true).run();

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("Resumed: 1 cases are finished and kept: " + FIRST);
    assertThat(run.output().contains("Half-written, to be run anew: " + halfWritten + "\n"))
        .isEqualTo(!halfWritten.isEmpty());
    assertThat(run.output())
        .containsSubsequence("E2EL mean", "\n" + FIRST, "\n" + SECOND, "\n" + THIRD);
    int readyChecks = run.output().split("Initial test run completed", -1).length - 1;
    assertThat(engine.generationRequests() - asked - readyChecks).isEqualTo(7 + 3);
    assertThat(contents(FIRST)).isEqualTo(before);
    JsonNode status = json("status.json");
    assertThat(status.path("outcome").asText()).isEqualTo("ok");
    assertThat(status.path("cases"))
        .extracting(one -> one.path("case").asText() + " " + one.path("completed").asInt())
        .containsExactly(FIRST + " 5", SECOND + " 7", THIRD + " 3");
    assertThat(gatling(SECOND).path("agree").asBoolean()).isTrue();
    assertThat(Files.readAllLines(results().resolve("aggregate_results.csv"))).hasSize(4);
  }

  @Test
  void afterAWholeRunNothingIsSentAndTheOutcomeIsThatOfTheResults() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "2:http 500")) {
      assertThat(batch(engine).run().exitCode()).isEqualTo(4);
      Map<String, String> before = contents("");
      Files.delete(results().resolve("bench_" + SECOND + ".json"));
      Files.delete(results().resolve("aggregate_results.csv"));

      GatlingProcess.Finished run =
          batch(engine)
              .option("resume", true)
              .option("drain_timeout", 1)
              .option("metric_percentiles", "[99.0]") // the default in other words
              .run();

      assertThat(run.exitCode()).as(run.output()).isEqualTo(4);
      assertThat(run.output())
          .contains("Nothing is left to run.", "Outcome: failed_requests", "\n" + THIRD)
          .doesNotContain("Simulation");
      assertThat(engine.generationRequests()).isEqualTo(5 + 7 + 3);
      Map<String, String> after = contents("");
      assertThat(after.remove("status.json")).contains("failed_requests", THIRD);
      before.remove("status.json");
      assertThat(after).isEqualTo(before);

      assertThat(batch(engine).option("resume", true).option("dry_run", true).run().output())
          .contains("Resumed: 3 cases are finished and kept: " + FIRST);
    }
  }

  @Test
  void otherOptionsAreRefusedWithTheDifference() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      assertThat(batch(engine).run().exitCode()).isZero();
      Map<String, String> before = contents("");

      GatlingProcess.Finished run =
          batch(engine)
              .option("resume", true)
              .option("num_warmups", 2)
              .option("concurrency_prompts", "[[1, 5]]")
              .run();

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.output())
          .contains(
              """
              made otherwise (before → now):
                concurrency_prompts: [[1,5],[2,7],[3,3]] → [[1,5]]
                num_warmups: 0 (the default) → 2
              """,
              "result_dir",
              "Outcome: bad_configuration")
          .doesNotContain("\tat ");
      assertThat(engine.generationRequests()).isEqualTo(15);
      assertThat(contents("")).isEqualTo(before);
    }
  }

  @Test
  void anotherModelOfTheServersIsRefused() throws Exception {
    URI address;
    try (EmbeddedEngine engine = Engines.exact(5, 1, "7:stall after 2")) {
      address = engine.baseUri();
      kill(batch(engine).option("model", ""), engine, 7);
    }
    EngineSpec spec = new EngineSpec(true, 5, 1, 64, 8192, 8192, 10, 0, 0, false, 0, 0, List.of());
    try (EmbeddedEngine engine =
        EmbeddedEngine.start(spec, "other/model", Engines.shipped(), address.getPort())) {
      GatlingProcess.Finished run = batch(engine).option("model", "").option("resume", true).run();
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.output()).contains("model_id: " + Engines.MODEL + " → other/model");
      assertThat(engine.generationRequests()).isZero();
    }
  }

  @Test
  void runsOfACaseThatWereMeasuredBeforeAndAfterAreOneBatch() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "14:stall after 2")) {
      kill(repeated(engine), engine, 14);
      GatlingProcess.Finished run = repeated(engine).option("resume", true).run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(engine.generationRequests()).isEqualTo(14 + 5);
    }
    JsonNode repeats = json("repeats.json").path("cases");
    assertThat(repeats).hasSize(1);
    assertThat(repeats.get(0).path("runs").asInt()).isEqualTo(3);

    GatlingProcess.Finished again;
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      again = repeated(engine).option("base_url", address()).option("resume", true).run();
    }
    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(again.output()).contains("Nothing is left to run.");
  }

  @Test
  void inAnEmptyFolderEverythingIsRun() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      GatlingProcess.Finished run = batch(engine).option("resume", true).run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(engine.generationRequests()).isEqualTo(15);
    }
  }

  private GatlingProcess batch(EmbeddedEngine engine) {
    return new GatlingProcess(folder)
        .against(engine.baseUri().toString(), 16, 4, 1, 5)
        .option("concurrency_prompts", "[[1, 5], [2, 7], [3, 3]]");
  }

  /** At least three runs of five requests, and no more: the interval may be as wide as it is. */
  private GatlingProcess repeated(EmbeddedEngine engine) {
    return new GatlingProcess(folder)
        .against(engine.baseUri().toString(), 16, 4, 1, 5)
        .option("repeat_until", "{metric: mean_ttft_ms, half_width: 100000%, max_runs: 5}");
  }

  private static void kill(GatlingProcess batch, EmbeddedEngine engine, int requests)
      throws Exception {
    Process process = batch.start();
    awaitRequests(engine, requests);
    process.destroyForcibly();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private static void awaitRequests(EmbeddedEngine engine, int count) throws Exception {
    long until = System.currentTimeMillis() + 120_000;
    while (engine.generationRequests() < count) {
      assertThat(System.currentTimeMillis()).as("waited too long").isLessThan(until);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** The address that the runs were measured at. */
  private String address() throws Exception {
    return json("bench_io16x4_mc1_np5.json")
        .path("llmbench")
        .path("options")
        .path("base_url")
        .asText();
  }

  private JsonNode gatling(String name) throws Exception {
    return json("bench_" + name + ".json").path("llmbench").path("counts").path("gatling");
  }

  private Path results() {
    return folder.resolve("results");
  }

  /** The files whose names hold a text, by path below the results. */
  private Map<String, String> contents(String name) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(results())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.getFileName().toString().contains(name)) {
          contents.put(
              results().relativize(file).toString(),
              Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return contents;
  }

  private JsonNode json(String name) throws Exception {
    return new ObjectMapper().readTree(results().resolve(name).toFile());
  }
}
