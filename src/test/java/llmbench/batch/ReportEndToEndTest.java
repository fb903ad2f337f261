// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import llmbench.engine.EmbeddedEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code report} makes of the records of real runs: whole, interrupted and killed. */
class ReportEndToEndTest {
  @TempDir private Path folder;

  @Test
  void withTheSameOptionsItIsTheSameFileToTheByte() throws Exception {
    GatlingProcess.Finished run =
        new GatlingProcess(folder)
            .option("base_url", "embedded")
            .option("input_output", "[[16, 8], [24, 4]]")
            .option("concurrency_prompts", "[[1, 3], [4, 12]]")
            .option("engine_exact", true)
            .option("engine_ttft_ms", 7.5)
            .option("engine_itl_ms", 2)
            .option("engine_faults", "['3:http 500']")
            .option("max_failed_ratio", 1)
            .option("save_detailed", true)
            .option("label", "\"过载 😀, it's\"")
            .option("metadata", "{tp: 1.10, note: 'a \"b\"'}")
            .option("extra_body", "{temperature: 0.10, x: [1, 2.50, null, 1e3]}")
            .option("goodput", "ttft:20 e2el:1e3")
            .option("metric_percentiles", "50,99,99.9")
            .run();
    assertThat(run.exitCode()).as(run.output()).isZero();
    Path again = folder.resolve("again");

    GatlingProcess.Finished report =
        ReportProcess.run("report", results().toString(), "--result-dir", again.toString());

    assertThat(report.exitCode()).as(report.output()).isZero();
    List<Path> files = files(again);
    assertThat(files).hasSize(6);
    for (Path file : files) {
      assertThat(results().resolve(file.getFileName()))
          .as(file.getFileName().toString())
          .hasSameBinaryContentAs(file);
    }
    JsonNode result = json(again.resolve("bench_io16x8_mc1_np3.json"));
    assertThat(result.path("llmbench").path("counts").path("gatling").path("agree").asBoolean())
        .isTrue();
    assertThat(result.path("llmbench").path("engine").path("engine_ttft_ms").asDouble())
        .isEqualTo(7.5);
    assertThat(Files.readString(results().resolve("report.html")))
        .contains("io24x4_mc4_np12", "href=\"../gatling/", "1 http_error 500");
    assertThat(Files.readString(results().resolve("records/io16x8_mc1_np3.jsonl")))
        .startsWith("{\"format\":\"llmbench-records\",\"version\":2,")
        .contains("\"anchor_nanos\":");
    otherOptions(again);
  }

  private void otherOptions(Path again) throws Exception {
    Path other = folder.resolve("other");
    GatlingProcess.Finished report =
        ReportProcess.run(
            "report",
            results().toString(),
            "--result-dir",
            other.toString(),
            "--goodput",
            "ttft:0",
            "--metric-percentiles",
            "90",
            "--percentile-metrics",
            "ttft,e2el");
    assertThat(report.exitCode()).as(report.output()).isZero();
    JsonNode before = json(again.resolve("bench_io24x4_mc4_np12.json"));
    JsonNode after = json(other.resolve("bench_io24x4_mc4_np12.json"));
    assertThat(before.path("request_goodput").asDouble()).isPositive();
    assertThat(after.path("request_goodput").asDouble()).isZero();
    assertThat(after.path("mean_ttft_ms")).isEqualTo(before.path("mean_ttft_ms"));
    assertThat(after.has("p90_ttft_ms")).isTrue();
    assertThat(after.has("p99_ttft_ms")).isFalse();
    assertThat(after.has("mean_tpot_ms")).isFalse();
    assertThat(after.path("llmbench").path("options").path("goodput").asText()).isEqualTo("ttft:0");
  }

  @Test
  void aKilledRunLosesNoMoreThanItsLastMoments() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(20, 5, "from 9:stall after 2")) {
      Process process =
          new GatlingProcess(folder).against(engine.baseUri().toString(), 16, 4, 2, 10).start();
      awaitRequests(engine, 10); // 8 have ended, 2 stand still
      TimeUnit.SECONDS.sleep(1);
      process.destroyForcibly();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(files(results())).isEmpty();

    GatlingProcess.Finished report = ReportProcess.run("report", results().toString());

    assertThat(report.exitCode()).as(report.output()).isEqualTo(3);
    assertThat(report.output()).contains("the run was killed before the case's end");
    JsonNode result = json(results().resolve("bench_io16x4_mc2_np10.json"));
    assertThat(result.path("completed").asInt()).isEqualTo(8);
    assertThat(result.path("failed").asInt()).isZero();
    assertThat(result.path("mean_ttft_ms").asDouble()).isBetween(20.0, 2000.0);
    JsonNode ours = result.path("llmbench");
    assertThat(ours.path("partial").asBoolean()).isTrue();
    assertThat(ours.path("counts").path("gatling").isNull()).isTrue();
    assertThat(ours.path("unfinished").path("finished").asInt()).isEqualTo(8);
    assertThat(ours.path("unfinished").path("unfinished_at_least").asInt(-1)).isBetween(0, 2);
    assertThat(ours.path("unfinished").path("unfinished_at_most").asInt()).isEqualTo(2);
    assertThat(ours.path("options").path("model").asText()).isEqualTo(Engines.MODEL);
    assertThat(results().resolve("aggregate_results.csv")).isNotEmptyFile();
  }

  @Test
  void aRunKilledUnderLoadHasAllThatWasAnsweredASecondBefore() throws Exception {
    int slots = 4;
    int answeredASecondBefore;
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      Process process =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 2, slots, 4000)
              .start();
      awaitRequests(engine, 300);
      answeredASecondBefore = engine.generationRequests() - slots;
      TimeUnit.SECONDS.sleep(1);
      process.destroyForcibly();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    GatlingProcess.Finished report = ReportProcess.run("report", results().toString());

    assertThat(report.exitCode()).as(report.output()).isEqualTo(3);
    JsonNode result = json(results().resolve("bench_io16x2_mc4_np4000.json"));
    int completed = result.path("completed").asInt();
    assertThat(completed).isBetween(answeredASecondBefore, 3999);
    JsonNode unfinished = result.path("llmbench").path("unfinished");
    assertThat(unfinished.path("finished").asInt()).isEqualTo(completed);
    assertThat(unfinished.path("unfinished_at_least").asInt(-1)).isBetween(0, 4);
    assertThat(unfinished.path("unfinished_at_most").asInt()).isEqualTo(4);
  }

  @Test
  void anInterruptedRunIsTheSameFile() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "from 4:stall after 2")) {
      Process process =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 4, 1, 10)
              .option("drain_timeout", 0)
              .start();
      awaitRequests(engine, 4);
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    Path again = folder.resolve("again");

    GatlingProcess.Finished report =
        ReportProcess.run("report", results().toString(), "--result-dir", again.toString());

    assertThat(report.exitCode()).as(report.output()).isEqualTo(3);
    assertThat(files(again)).hasSize(3);
    for (Path file : files(again)) {
      assertThat(results().resolve(file.getFileName())).hasSameBinaryContentAs(file);
    }
    JsonNode ours = json(again.resolve("bench_io16x4_mc1_np10.json")).path("llmbench");
    assertThat(ours.path("partial").asBoolean()).isTrue();
    assertThat(ours.path("events").get(0).asText()).isEqualTo("interrupted");
    assertThat(ours.path("stopped").path("cut").asInt()).isEqualTo(1);
    assertThat(ours.has("unfinished")).isFalse();
  }

  private static void awaitRequests(EmbeddedEngine engine, int count) throws Exception {
    long until = System.currentTimeMillis() + 60_000;
    while (engine.generationRequests() < count && System.currentTimeMillis() < until) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private Path results() {
    return folder.resolve("results");
  }

  /** Result files and the CSV, which lie directly in the folder. */
  private static List<Path> files(Path results) throws Exception {
    try (Stream<Path> files = Files.list(results)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().equals("status.json"))
          .sorted()
          .toList();
    }
  }

  private static JsonNode json(Path file) throws Exception {
    return new ObjectMapper().readTree(file.toFile());
  }
}
