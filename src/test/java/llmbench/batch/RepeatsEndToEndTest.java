// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import llmbench.engine.EmbeddedEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases that are run several times. */
class RepeatsEndToEndTest {
  @TempDir private Path folder;

  @Test
  void eachRunHasItsFilesAndAllSendTheSamePrompts() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(10, 1)) {
      GatlingProcess.Finished run =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 4, 2, 5)
              .option("num_runs", 2)
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.output()).contains("1 cases, each run 2 times: io16x4_mc2_np5\n");
      assertThat(run.output()).contains("case over its runs").contains("±");
      assertThat(engine.generationRequests()).isEqualTo(10);
      assertThat(engine.receivedBodies().stream().distinct()).hasSize(5);
    }
    assertThat(names())
        .containsExactly(
            "aggregate_repeats.csv",
            "aggregate_results.csv",
            "bench_io16x4_mc2_np5.json",
            "bench_io16x4_mc2_np5_run2.json",
            "io16x4_mc2_np5.jsonl", // records
            "io16x4_mc2_np5.jsonl", // the server's metrics
            "io16x4_mc2_np5_run2.jsonl",
            "io16x4_mc2_np5_run2.jsonl",
            "repeats.json",
            "report.html",
            "status.json");
    JsonNode second = json("bench_io16x4_mc2_np5_run2.json").path("llmbench");
    assertThat(second.path("case").path("run").asInt()).isEqualTo(2);
    assertThat(second.path("counts").path("gatling").path("gatling_ok").asInt()).isEqualTo(5);
    JsonNode repeated = json("repeats.json").path("cases").get(0);
    assertThat(repeated.path("case").asText()).isEqualTo("io16x4_mc2_np5");
    assertThat(repeated.path("runs").asInt()).isEqualTo(2);
    double first = json("bench_io16x4_mc2_np5.json").path("mean_ttft_ms").asDouble();
    double other = json("bench_io16x4_mc2_np5_run2.json").path("mean_ttft_ms").asDouble();
    assertThat(repeated.path("figures").path("mean_ttft_ms").path("mean").asDouble())
        .isEqualTo((first + other) / 2);

    Path again = folder.resolve("again");
    GatlingProcess.Finished report =
        ReportProcess.run("report", results().toString(), "--result-dir", again.toString());
    assertThat(report.exitCode()).as(report.output()).isZero();
    for (String name : names()) {
      if (!name.endsWith(".jsonl") && !name.equals("status.json")) {
        assertThat(again.resolve(name)).hasSameBinaryContentAs(results().resolve(name));
      }
    }
  }

  @Test
  void runsWithSeedsOfTheirOwnInShuffledRounds() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      GatlingProcess.Finished run =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 4, 1, 3)
              .option("concurrency_prompts", "[[1, 3], [2, 3], [3, 3]]")
              .option("num_runs", 2)
              .option("vary_seed", true)
              .option("shuffle_cases", true)
              .option("seed", 7)
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(engine.receivedBodies()).hasSize(18);
      assertThat(engine.receivedBodies().stream().distinct()).hasSize(6);
    }
    assertThat(json("bench_io16x4_mc2_np3.json").path("llmbench").path("seed").asInt())
        .isEqualTo(7);
    assertThat(json("bench_io16x4_mc2_np3_run2.json").path("llmbench").path("seed").asInt())
        .isEqualTo(8);
    assertThat(json("status.json").path("cases"))
        .extracting(one -> one.path("case").asText().endsWith("_run2"))
        .containsExactly(false, false, false, true, true, true);
    assertThat(json("repeats.json").path("cases"))
        .extracting(one -> one.path("number").asInt())
        .containsExactly(1, 2, 3);
  }

  @Test
  void runsEndWhenTheIntervalIsNarrowAndTheRestSendsNothing() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(50, 1)) {
      GatlingProcess.Finished run =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 2, 2, 8)
              .option("repeat_until", "{metric: median_ttft_ms, half_width: 1000%, max_runs: 6}")
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.output())
          .contains("each run 3 to 6 times until median_ttft_ms is known to ±1000 %")
          .containsOnlyOnce("after 3 runs; no further run is needed")
          .contains("Outcome: ok");
      assertThat(engine.generationRequests()).isEqualTo(24);
    }
    assertThat(json("repeats.json").path("cases").get(0).path("runs").asInt()).isEqualTo(3);
    assertThat(json("status.json").path("cases")).hasSize(3);
    assertThat(names()).noneMatch(name -> name.contains("_run4"));
  }

  @Test
  void runsGoOnToTheirMostWhileTheIntervalIsWide() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "1:http 500")) {
      GatlingProcess.Finished run =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 2, 1, 2)
              .option("repeat_until", "{metric: mean_ttft_ms, half_width: 0.0000001, max_runs: 4}")
              .run();
      assertThat(run.exitCode()).as("one request failed").isNotZero();
      assertThat(run.output()).contains("Outcome: failed_requests").doesNotContain("is needed");
      assertThat(engine.generationRequests()).isEqualTo(8);
    }
    assertThat(json("repeats.json").path("cases").get(0).path("runs").asInt()).isEqualTo(4);
  }

  private Path results() {
    return folder.resolve("results");
  }

  private List<String> names() throws Exception {
    try (Stream<Path> files = Files.walk(results())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private JsonNode json(String name) throws Exception {
    return new ObjectMapper().readTree(results().resolve(name).toFile());
  }
}
