// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import llmbench.engine.EmbeddedEngine;
import llmbench.recording.Outcome;
import llmbench.recording.RecordReader;
import llmbench.recording.RequestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closed loads beyond the plain batch: users who think, come and go, or go on for a time. */
class ClosedLoadEndToEndTest {
  private static final long MILLI = 1_000_000;

  @TempDir private Path folder;

  @Test
  void usersThinkBeforeTheySendAgain() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      GatlingProcess.Finished run =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 4, 2, 10)
              .option("think_time", 0.15)
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(engine.maxInFlight()).isLessThanOrEqualTo(2);
      assertThat(engine.connectionsAccepted()).as("kept alive").isLessThan(10);
    }
    List<RequestRecord> records = records("io16x4_mc2_np10");
    assertThat(records).hasSize(10).allMatch(record -> record.outcome() == Outcome.COMPLETED);
    List<RequestRecord> byTime =
        records.stream().sorted(Comparator.comparingLong(RequestRecord::intendedNanos)).toList();
    // Of two users the third request in time is the next one of whoever ended first.
    for (int i = 2; i < byTime.size(); i++) {
      long firstEnd = Math.min(byTime.get(i - 1).endNanos(), byTime.get(i - 2).endNanos());
      assertThat(byTime.get(i).intendedNanos() - firstEnd).isGreaterThanOrEqualTo(140 * MILLI);
    }
  }

  @Test
  void thereAreAsManyAsTheStagesSay() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(20, 1)) {
      GatlingProcess.Finished run =
          new GatlingProcess(folder)
              .option("base_url", engine.baseUri())
              .option("input_output", "[[16, 4]]")
              .option("concurrency_prompts", "")
              .option("num_prompts", 400)
              .option(
                  "concurrency_stages",
                  "[{duration: 1, concurrency: 1}, {duration: 1, concurrency: 6}]")
              .option("duration", 2)
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(engine.maxInFlight()).isEqualTo(6);
    }
    List<RequestRecord> records = records("io16x4_mc6_np400");
    long begins = records.get(0).intendedNanos();
    long second = 1_000 * MILLI;
    List<RequestRecord> early =
        records.stream().filter(r -> r.endNanos() < begins + second - 50 * MILLI).toList();
    assertThat(early).hasSizeGreaterThan(3);
    for (int i = 1; i < early.size(); i++) {
      assertThat(early.get(i).sentNanos())
          .as("one after the other while there is one user")
          .isGreaterThanOrEqualTo(early.get(i - 1).endNanos());
    }
    assertThat(records).as("due").allMatch(r -> r.intendedNanos() - begins < 2 * second);
    JsonNode own = result("bench_io16x4_mc6_np400.json").path("llmbench");
    assertThat(own.path("partial").asBoolean()).isFalse();
    assertThat(own.path("load").path("in_flight_at_end").asInt()).isBetween(0, 6);
  }

  @Test
  void whatIsInFlightAfterTheGracePeriodIsCutAndCountedApart() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "from 5:stall after 1")) {
      GatlingProcess.Finished run =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 4, 3, 2)
              .option("duration", 1)
              .option("grace_period", 0.3)
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.output()).contains("Outcome: ok");
    }
    List<RequestRecord> records = records("io16x4_mc3_np2");
    assertThat(records).hasSize(7);
    JsonNode result = result("bench_io16x4_mc3_np2.json");
    assertThat(result.path("completed").asInt()).isEqualTo(4);
    assertThat(result.path("failed").asInt()).isZero();
    JsonNode own = result.path("llmbench");
    assertThat(own.path("cancelled").path("requests").asInt()).isEqualTo(3);
    assertThat(own.path("load").path("in_flight_at_end").asInt()).isEqualTo(3);
    assertThat(own.path("counts").path("gatling").path("agree").asBoolean()).isTrue();
    assertThat(own.path("notes").toString()).contains("2 prompts for 7 requests");
  }

  /** In the order of their indexes. */
  private List<RequestRecord> records(String name) throws IOException {
    Path file = folder.resolve("results").resolve("records").resolve(name + ".jsonl");
    try (RecordReader reader = RecordReader.open(file)) {
      return reader.records().sorted(Comparator.comparingInt(RequestRecord::index)).toList();
    }
  }

  private JsonNode result(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve("results").resolve(name).toFile());
  }
}
