// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import llmbench.engine.EmbeddedEngine;
import llmbench.plan.CancelSpec;
import llmbench.recording.Outcome;
import llmbench.recording.Phase;
import llmbench.recording.RecordReader;
import llmbench.recording.RequestAbout;
import llmbench.recording.RequestRecord;
import llmbench.traffic.CancelDraws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What shapes a load beside the times of its requests. */
class ShapedLoadEndToEndTest {
  @TempDir private Path folder;

  @Test
  void noMoreThanThatManyWaitForTheirFirstToken() throws Exception {
    int prefills = 2;
    try (EmbeddedEngine engine = Engines.exact(60, 40)) {
      GatlingProcess.Finished run =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 12, 8, 24)
              .option("prefill_concurrency", prefills)
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(engine.maxInFlight()).as("streams go on beside them").isGreaterThan(4);
    }
    List<RequestRecord> records = records("io16x12_mc8_np24");
    assertThat(records).hasSize(24).allMatch(record -> record.outcome() == Outcome.COMPLETED);
    for (RequestRecord record : records) {
      long waiting =
          records.stream()
              .filter(
                  other ->
                      other.sentNanos() <= record.sentNanos()
                          && other.chunkNanos()[other.chunkKinds()[0] == 'o' ? 0 : 1]
                              > record.sentNanos())
              .count();
      assertThat(waiting).as("at " + record.sentNanos()).isLessThanOrEqualTo(prefills);
    }
    assertThat(records)
        .as("the wait is told")
        .filteredOn(record -> record.about().releasedNanos() != RequestAbout.NOT_HELD)
        .hasSizeGreaterThan(10);
  }

  @Test
  void theServerIsToldOfRequestsThatTheClientCancels() throws Exception {
    int prompts = 30;
    try (EmbeddedEngine engine = Engines.exact(10, 10)) {
      GatlingProcess.Finished run =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 60, 6, prompts)
              .option("cancel_ratio", 0.5)
              .option("cancel_after_tokens", 5)
              .option("server_metrics_interval", 0.1)
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(engine.inFlight()).isZero();
    }
    CancelDraws draws = new CancelDraws(new CancelSpec(0.5, null, 5), 0);
    List<RequestRecord> records = records("io16x60_mc6_np" + prompts);
    assertThat(records).hasSize(prompts);
    int cancelled = 0;
    for (RequestRecord record : records) {
      boolean drawn = draws.cancels(record.index());
      assertThat(record.outcome()).isEqualTo(drawn ? Outcome.CANCELLED : Outcome.COMPLETED);
      if (drawn) {
        cancelled++;
        assertThat(record.outputTokens()).isBetween(5, 12);
      }
    }
    assertThat(cancelled).isBetween(8, 22);
    JsonNode result = result("bench_io16x60_mc6_np" + prompts + ".json");
    assertThat(result.path("completed").asInt()).isEqualTo(prompts - cancelled);
    assertThat(result.path("failed").asInt()).isZero();
    JsonNode own = result.path("llmbench").path("cancelled");
    assertThat(own.path("requests").asInt()).isEqualTo(cancelled);
    assertThat(own.path("output_tokens").asInt()).isGreaterThanOrEqualTo(5 * cancelled);
    assertThat(own.path("reasons").get(0).path("example").asText())
        .isEqualTo("cancelled by the client after 5 chunks with output");
    JsonNode server = own.path("server");
    assertThat(server.path("stops_generating").asBoolean()).as(own.toString()).isTrue();
    assertThat(server.path("tokens_left_at_cancel").asInt()).isGreaterThan(40 * cancelled);
  }

  @Test
  void requestsAreCancelledAfterATime() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(10, 10)) {
      GatlingProcess.Finished run =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 100, 4, 8)
              .option("cancel_ratio", 1)
              .option("cancel_after", "{distribution: constant, seconds: 0.3}")
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
    }
    List<RequestRecord> records = records("io16x100_mc4_np8");
    assertThat(records).hasSize(8).allMatch(record -> record.outcome() == Outcome.CANCELLED);
    assertThat(records)
        .allSatisfy(
            record ->
                assertThat(record.endNanos() - record.sentNanos())
                    .isBetween(300_000_000L, 900_000_000L));
  }

  @Test
  void probesDoNotQueueBehindTheLoad() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(15, 10)) {
      GatlingProcess.Finished run =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 60, 2, 6)
              .option("probe_request_rate", 20)
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.output())
          .contains("------------------Probe Requests------------------\n")
          .contains("Probe requests failed:                   0         \n");
    }
    List<RequestRecord> records = records("io16x60_mc2_np6");
    assertThat(records).as("probes are not among them").hasSize(6);
    JsonNode result = result("bench_io16x60_mc2_np6.json");
    assertThat(result.path("completed").asInt()).isEqualTo(6);
    double duration = result.path("duration").asDouble();
    int probes = result.path("probe_completed").asInt();
    assertThat((double) probes).isBetween(20 * duration - 2, 20 * duration + 3);
    assertThat(result.path("probe_median_e2el_ms").asDouble()).isBetween(15.0, 60.0);
    assertThat(result.path("probe_max_e2el_ms").asDouble())
        .isGreaterThanOrEqualTo(result.path("probe_p99_e2el_ms").asDouble());
    assertThat(result.path("llmbench").path("counts").path("gatling").path("agree").asBoolean())
        .isTrue();
    assertSameFromRecords("bench_io16x60_mc2_np6.json");
  }

  @Test
  void probesHaveConnectionsThatTheLoadDoesNotUse() throws Exception {
    Set<Integer> ofLoad = new HashSet<>();
    Set<Integer> ofProbes = new HashSet<>();
    int probes = 0;
    try (ChatServer server = new ChatServer()) {
      GatlingProcess.Finished run =
          new GatlingProcess(folder)
              .against(server.url(), 16, 4, 4, 30)
              .option("request_rate", 30)
              .option("probe_request_rate", 60)
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      for (ChatServer.Heard each : server.heard()) {
        boolean probe = each.body().at("/messages/0/content").toString().contains("\"Hi\"");
        (probe ? ofProbes : ofLoad).add(each.port());
        probes += probe ? 1 : 0;
      }
      assertThat(server.heard()).hasSize(30 + probes);
    }
    JsonNode result = result("bench_io16x4_mc4_np30_rr30.json");
    assertThat(result.path("probe_completed").asInt()).isEqualTo(probes).isGreaterThan(30);
    assertThat(ofLoad).isNotEmpty();
    assertThat(ofProbes).isNotEmpty().doesNotContainAnyElementsOf(ofLoad);
    assertThat(ofProbes).as("they keep theirs").hasSizeLessThan(probes / 2);
  }

  @Test
  void probesKeepComingWhileTheServerStandsStill() throws Exception {
    try (EmbeddedEngine engine =
        Engines.exact(10, 5, "from 20:stall 600 after 0", "from 30:stall 5 after 0")) {
      GatlingProcess.Finished run =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 300, 1, 1)
              .option("probe_request_rate", 20)
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
    }
    JsonNode result = result("bench_io16x300_mc1_np1.json");
    assertThat(result.path("probe_completed").asInt())
        .as("a loop that waits for each answer would have lost a dozen at each stall")
        .isGreaterThan(25);
    assertThat(result.path("probe_max_e2el_ms").asDouble()).isGreaterThan(550);
  }

  @Test
  void phasesBeforeAndAfterAreInNoFigure() throws Exception {
    int cap = 4;
    try (EmbeddedEngine engine = Engines.exact(20, 10)) {
      GatlingProcess.Finished run =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 20, cap, 12)
              .option("random_range_ratio", "{input: 0.0, output: 0.8}")
              .option("warmup_phase", "{num_prompts: 6, request_rate: 40}")
              .option("cooldown_phase", "{duration: 20, concurrency: 4}")
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(engine.maxInFlight())
          .as("max_concurrency holds for all together")
          .isLessThanOrEqualTo(cap);
    }
    String name = "io16x20_mc4_np12";
    List<RequestRecord> beside = new ArrayList<>();
    List<RequestRecord> records;
    try (RecordReader reader = RecordReader.open(file(name)).beside(beside::add)) {
      records = reader.records().toList();
    }
    assertThat(records).hasSize(12).allMatch(record -> record.outcome() == Outcome.COMPLETED);
    long begins = records.stream().mapToLong(RequestRecord::intendedNanos).min().orElseThrow();
    long ends = records.stream().mapToLong(RequestRecord::endNanos).max().orElseThrow();
    List<RequestRecord> warmups = of(Phase.WARMUP, beside);
    assertThat(warmups).hasSize(6).allMatch(record -> record.endNanos() < begins);
    List<RequestRecord> cooldowns = of(Phase.COOLDOWN, beside);
    long allDue = records.stream().mapToLong(RequestRecord::intendedNanos).max().orElseThrow();
    assertThat(cooldowns).isNotEmpty().allMatch(record -> record.intendedNanos() >= allDue);
    assertThat(cooldowns).allMatch(record -> record.sentNanos() < ends + 500_000_000L);
    assertThat(cooldowns).anyMatch(record -> record.outcome() == Outcome.CANCELLED);
    JsonNode result = result("bench_" + name + ".json");
    assertThat(result.path("completed").asInt()).isEqualTo(12);
    assertThat(result.path("duration").asDouble()).isCloseTo((ends - begins) / 1e9, within(0.05));
    JsonNode own = result.path("llmbench");
    assertThat(own.path("load_phases").path("warmup").path("completed").asInt()).isEqualTo(6);
    assertThat(own.path("load_phases").path("cooldown").path("sent").asInt())
        .isEqualTo(cooldowns.size());
    assertThat(own.has("cancelled")).as("what cut the cool-down is none of the load's").isFalse();
    assertThat(own.path("events").toString()).contains("The prompts of the warmup phase are");
    assertThat(own.path("counts").path("gatling").path("agree").asBoolean()).isTrue();
    assertSameFromRecords("bench_" + name + ".json");
  }

  @Test
  void aWarmUpMayRunOverIntoTheLoad() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(20, 10)) {
      GatlingProcess.Finished run =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 60, 8, 8)
              .option("warmup_phase", "{num_prompts: 4, concurrency: 4, drain: false}")
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
    }
    List<RequestRecord> beside = new ArrayList<>();
    List<RequestRecord> records;
    try (RecordReader reader = RecordReader.open(file("io16x60_mc8_np8")).beside(beside::add)) {
      records = reader.records().toList();
    }
    long begins = records.stream().mapToLong(RequestRecord::intendedNanos).min().orElseThrow();
    assertThat(beside).hasSize(4).anyMatch(record -> record.endNanos() > begins);
    assertThat(records).hasSize(8).allMatch(record -> record.outcome() == Outcome.COMPLETED);
  }

  @Test
  void failuresInARowEndTheCase() throws Exception {
    GatlingProcess.Finished run;
    try (EmbeddedEngine engine = Engines.exact(5, 1, "from 5:http 500")) {
      run =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 4, 1, 400)
              .option("stop_on_consecutive_failures", 6)
              .run();
    }
    assertThat(run.exitCode()).as(run.output()).isEqualTo(4);
    JsonNode result = result("bench_io16x4_mc1_np400.json");
    assertThat(result.path("completed").asInt()).isEqualTo(4);
    assertThat(result.path("failed").asInt()).isBetween(6, 8);
    JsonNode own = result.path("llmbench");
    assertThat(own.path("partial").asBoolean()).isTrue();
    assertThat(own.path("stopped_early").path("reason").asText()).isEqualTo("consecutive_failures");
    JsonNode status = result("status.json");
    assertThat(status.path("outcome").asText()).isEqualTo("stopped_early");
    assertThat(status.path("message").asText()).contains("stopped early: 6 requests failed");
    assertSameFromRecords("bench_io16x4_mc1_np400.json");
  }

  @Test
  void tooLargeAShareOfFailuresEndsTheCase() throws Exception {
    GatlingProcess.Finished run;
    // Each third request fails from the 31st on: never two in a row, at most 7 of 20.
    List<String> faults = new ArrayList<>();
    for (int i = 31; i < 400; i += 3) {
      faults.add(i + ":http 500");
    }
    try (EmbeddedEngine engine = Engines.exact(5, 1, faults.toArray(String[]::new))) {
      run =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 4, 1, 400)
              .option("stop_on_failure_ratio", 0.25)
              .option("stop_failure_window", 20)
              .option("stop_on_consecutive_failures", 2)
              .run();
      assertThat(engine.generationRequests()).as("nothing is sent after it").isLessThan(60);
    }
    assertThat(run.exitCode()).as(run.output()).isEqualTo(4);
    JsonNode result = result("bench_io16x4_mc1_np400.json");
    // 31, 34, 37, 40, 43 and 46: the sixth of the last 20.
    assertThat(result.path("failed").asInt()).isEqualTo(6);
    assertThat(result.path("completed").asInt()).isBetween(40, 42);
    JsonNode own = result.path("llmbench");
    assertThat(own.path("partial").asBoolean()).isTrue();
    assertThat(own.at("/stopped_early/reason").asText()).isEqualTo("failure_ratio");
    assertThat(own.at("/stopped_early/why").asText())
        .contains("6 of the last 20 requests failed", "(stop_on_failure_ratio)");
    JsonNode status = result("status.json");
    assertThat(status.path("outcome").asText()).isEqualTo("stopped_early");
    assertThat(status.path("message").asText()).contains("stopped early: 6 of the last 20");
    assertSameFromRecords("bench_io16x4_mc1_np400.json");
  }

  @Test
  void aServerThatFallsEverFurtherBehindEndsTheCase() throws Exception {
    GatlingProcess.Finished run;
    try (EmbeddedEngine engine = Engines.exact(50, 1)) {
      run =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 2, 2, 5_000)
              .option("request_rate", 100)
              .option("stop_on_saturation", true)
              .option("grace_period", 0.5)
              .run();
    }
    assertThat(run.exitCode()).as(run.output()).isEqualTo(4);
    JsonNode result = result("bench_io16x2_mc2_np5000_rr100.json");
    JsonNode early = result.path("llmbench").path("stopped_early");
    assertThat(early.path("reason").asText()).as(run.output()).isEqualTo("saturation");
    assertThat(early.path("why").asText()).contains("Mann-Kendall");
    assertThat(early.path("unsent").asInt()).isGreaterThan(50);
    assertThat(result.path("completed").asInt()).isBetween(30, 2_000);
    assertThat(result.path("failed").asInt()).isZero();
  }

  @Test
  void theRunEndsWhenItsTokensAreUsedUp() throws Exception {
    GatlingProcess.Finished run;
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      run =
          new GatlingProcess(folder)
              .option("base_url", engine.baseUri())
              .option("input_output", "[[16, 4]]")
              .option("concurrency_prompts", "[[1, 10], [2, 100], [3, 10]]")
              .option("max_tokens_total", 600)
              .run();
    }
    assertThat(run.exitCode()).as(run.output()).isEqualTo(3);
    JsonNode status = result("status.json");
    assertThat(status.path("outcome").asText()).isEqualTo("limit_reached");
    JsonNode cases = status.path("cases");
    assertThat(cases.get(0).path("outcome").asText()).isEqualTo("ok");
    assertThat(cases.get(1).path("outcome").asText()).isEqualTo("limit_reached");
    assertThat(cases.get(1).path("completed").asInt()).isBetween(5, 40);
    assertThat(cases.get(2).path("outcome").asText()).isEqualTo("limit_reached");
    assertThat(cases.get(2).path("note").asText()).contains("(max_tokens_total)");
    assertThat(cases.get(2).path("filename").isNull()).isTrue();
    JsonNode own = result("bench_io16x4_mc2_np100.json").path("llmbench");
    assertThat(own.path("partial").asBoolean()).isTrue();
    assertThat(own.path("stopped_early").path("reason").asText()).isEqualTo("max_tokens_total");
  }

  @Test
  void theRunEndsWhenItsTimeIsOver() throws Exception {
    GatlingProcess.Finished run;
    try (EmbeddedEngine engine = Engines.exact(5, 1, "from 3:stall after 1")) {
      run =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 4, 2, 10)
              .option("max_duration_total", 4)
              .option("grace_period", 0.2)
              .run();
    }
    assertThat(run.exitCode()).as(run.output()).isEqualTo(3);
    JsonNode result = result("bench_io16x4_mc2_np10.json");
    assertThat(result.path("completed").asInt()).isEqualTo(2);
    JsonNode own = result.path("llmbench");
    assertThat(own.path("stopped_early").path("reason").asText()).isEqualTo("max_duration_total");
    assertThat(own.path("cancelled").path("requests").asInt()).isEqualTo(2);
  }

  private static List<RequestRecord> of(Phase phase, List<RequestRecord> records) {
    return records.stream().filter(record -> record.about().phase() == phase).toList();
  }

  private Path file(String name) {
    return folder.resolve("results").resolve("records").resolve(name + ".jsonl");
  }

  /** What {@code report} makes of the records is the run's own result, byte for byte. */
  private void assertSameFromRecords(String name) throws Exception {
    Path again = folder.resolve("again");
    Path results = folder.resolve("results");
    GatlingProcess.Finished report =
        ReportProcess.run("report", results.toString(), "--result-dir", again.toString());
    assertThat(report.output()).contains("Serving Benchmark Result");
    assertThat(results.resolve(name)).hasSameBinaryContentAs(again.resolve(name));
  }

  /** In the order of their indexes. */
  private List<RequestRecord> records(String name) throws IOException {
    try (RecordReader reader = RecordReader.open(file(name))) {
      return reader.records().sorted(Comparator.comparingInt(RequestRecord::index)).toList();
    }
  }

  private JsonNode result(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve("results").resolve(name).toFile());
  }
}
