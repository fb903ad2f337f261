// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import llmbench.engine.EmbeddedEngine;
import llmbench.recording.RecordReader;
import llmbench.recording.RequestAbout;
import llmbench.recording.RequestRecord;
import llmbench.recording.SimulationLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that come when they are due, and not when a slot is free. */
class OpenLoadEndToEndTest {
  private static final long GAP_NANOS = 20_000_000;
  private static final long STALL_NANOS = 2_000_000_000L;

  @TempDir private Path folder;

  @Test
  void noArrivalIsLostOrMovedWhileTheServerStalls() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "10-40:stall 2000 after 1")) {
      GatlingProcess.Finished run = open(engine, 80).option("save_detailed", true).run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.output()).contains("Request rate configured (RPS):           50.00     \n");
    }
    List<RequestRecord> records = records("io16x4_mcinf_np80_rr50");
    assertThat(records).hasSize(80);
    for (int i = 0; i < records.size(); i++) {
      RequestRecord record = records.get(i);
      assertThat(record.intendedNanos() - records.get(0).intendedNanos()).isEqualTo(i * GAP_NANOS);
      assertThat(record.sentNanos() - record.intendedNanos())
          .as("send of %d after its time", i)
          .isBetween(0L, STALL_NANOS / 2);
      assertThat(record.about().releasedNanos()).isEqualTo(RequestAbout.NOT_HELD);
    }
    JsonNode result = result("bench_io16x4_mcinf_np80_rr50.json");
    assertThat(result.path("request_rate").asDouble()).isEqualTo(50);
    assertThat(result.path("burstiness").asText()).isEqualTo("inf");
    assertThat(result.path("max_concurrency").isNull()).isTrue();
    assertThat(result.path("completed").asInt()).isEqualTo(80);
    assertThat(result.path("llmbench").path("counts").path("gatling").path("gatling_ok").asInt())
        .isEqualTo(80);
    assertThat(simulationLog().users().get("io16x4_mcinf_np80_rr50"))
        .as("a user for each request")
        .isEqualTo(new SimulationLog.Users(80, 80));
  }

  @Test
  void aCapHoldsRequestsBackAndKeepsTheirTimes() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "first 3:stall 2000 after 1")) {
      GatlingProcess.Finished run = open(engine, 60).option("max_concurrency", 3).run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(engine.maxInFlight()).isEqualTo(3);
    }
    List<RequestRecord> records = records("io16x4_mc3_np60_rr50");
    assertThat(records).hasSize(60);
    long stallEnds = records.get(0).endNanos();
    int held = 0;
    for (int i = 0; i < records.size(); i++) {
      RequestRecord record = records.get(i);
      assertThat(record.intendedNanos() - records.get(0).intendedNanos()).isEqualTo(i * GAP_NANOS);
      long released = record.about().releasedNanos();
      if (released != RequestAbout.NOT_HELD) {
        held++;
        assertThat(released).isGreaterThan(record.intendedNanos());
        assertThat(record.sentNanos()).isGreaterThanOrEqualTo(released);
        assertThat(released).as("after one of the stalled ones").isGreaterThan(stallEnds / 2);
      }
    }
    assertThat(held).isGreaterThan(30);
    JsonNode from =
        result("bench_io16x4_mc3_np60_rr50.json").path("llmbench").path("from_intended");
    assertThat(from.path("held_by_cap").asInt()).isEqualTo(held);
    assertThat(from.path("p99_held_ms").asDouble()).isGreaterThan(500);
    assertThat(from.path("p99_schedule_lag_ms").asDouble())
        .isLessThan(from.path("p99_held_ms").asDouble());
  }

  @Test
  void withoutRateAndCapAllAreDueAtOnce() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(3000, 1)) {
      GatlingProcess.Finished run =
          open(engine, 200).option("request_rate", "inf").option("num_warmups", 2).run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(engine.generationRequests()).isEqualTo(202);
      assertThat(engine.maxInFlight()).isGreaterThan(100);
    }
    List<RequestRecord> records = records("io16x4_mcinf_np200");
    assertThat(records).hasSize(200);
    assertThat(records.stream().map(RequestRecord::intendedNanos).distinct()).hasSize(1);
  }

  @Test
  void aRampHasItsEventsWhereItsRequestsWereDue() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      GatlingProcess.Finished run =
          open(engine, 31)
              .option("request_rate", "")
              .option("ramp_up_strategy", "linear")
              .option("ramp_up_start_rps", 20)
              .option("ramp_up_end_rps", 50)
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.output())
          .contains(
              """
              Starting main benchmark run of io16x4_mcinf_np31...
              Traffic ramp-up strategy: linear.
              Will increase RPS from 20 to 50 RPS over the duration of the benchmark.
              Burstiness factor: inf (equal gaps)
              Maximum request concurrency: None
              """);
    }
    JsonNode events = result("bench_io16x4_mcinf_np31.json").path("rps_change_events");
    assertThat(events).hasSize(31);
    List<RequestRecord> records = records("io16x4_mcinf_np31");
    LocalDateTime start = LocalDateTime.parse(events.path(0).path("timestamp").asText());
    LocalDateTime first = LocalDateTime.parse(events.path(1).path("timestamp").asText());
    assertThat(Duration.between(start, first).toNanos() / 1e9)
        .as("the second request is due two gaps after the start")
        .isCloseTo(1 / 20.0 + 1 / 21.0, within(2e-6));
    for (int i = 0; i < 31; i++) {
      assertThat(events.path(i).path("rps").asInt()).isEqualTo(20 + i);
      if (i > 0) {
        LocalDateTime time = LocalDateTime.parse(events.path(i).path("timestamp").asText());
        assertThat(Duration.between(first, time).toNanos() / 1000.0)
            .isCloseTo(
                (records.get(i).intendedNanos() - records.get(1).intendedNanos()) / 1000.0,
                within(1.0));
      }
    }
  }

  private GatlingProcess open(EmbeddedEngine engine, int prompts) {
    return new GatlingProcess(folder)
        .option("base_url", engine.baseUri())
        .option("input_output", "[[16, 4]]")
        .option("concurrency_prompts", "")
        .option("num_prompts", prompts)
        .option("request_rate", 50)
        .option("burstiness", "inf");
  }

  private Path results() {
    return folder.resolve("results");
  }

  /** In the order of their indexes. */
  private List<RequestRecord> records(String name) throws IOException {
    try (RecordReader reader =
        RecordReader.open(results().resolve("records").resolve(name + ".jsonl"))) {
      return reader.records().sorted(Comparator.comparingInt(RequestRecord::index)).toList();
    }
  }

  private JsonNode result(String name) throws IOException {
    return new ObjectMapper().readTree(results().resolve(name).toFile());
  }

  private SimulationLog simulationLog() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("gatling"))) {
      return SimulationLog.read(
          files.filter(file -> file.endsWith("simulation.log")).findFirst().orElseThrow());
    }
  }
}
