// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import static llmbench.metrics.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import llmbench.analysis.CaseStart;
import llmbench.plan.Case;
import llmbench.recording.RecordHeader;
import llmbench.recording.RecordLog;
import llmbench.recording.RequestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/records");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void recordsOfVersionOneGiveAResultThatSaysWhatTheyLack() throws IOException {
    copy("v1.jsonl");
    assertThat(run("report", folder.toString())).isEqualTo(3);
    JsonNode result = result("bench_io3x4_mc2_np4.json");
    assertThat(result.path("completed").asInt()).isEqualTo(2);
    assertThat(result.path("failed").asInt()).isEqualTo(1);
    assertThat(result.path("model_id").asText()).isEqualTo("unknown");
    assertThat(result.path("max_concurrency").asInt()).isEqualTo(2);
    assertThat(result.has("p99_ttft_ms")).isTrue();
    JsonNode ours = result.path("llmbench");
    assertThat(ours.path("events").get(0).asText()).contains("format version 1");
    assertThat(ours.path("partial").asBoolean()).isTrue();
    assertThat(ours.has("unfinished")).isFalse();
    assertThat(ours.path("case").path("input_len").asInt()).isEqualTo(3);
  }

  @Test
  void aFileThatIsNotWhatItShouldBeIsNamedAndTheOthersAreMade() throws IOException {
    copy("v1.jsonl");
    copy("v2.jsonl"); // its context is not that of a case
    Files.writeString(folder.resolve("records/x.jsonl"), "hello\n");
    assertThat(run("report", folder.toString())).isEqualTo(1);
    assertThat(err.toString().lines())
        .hasSize(2)
        .anyMatch(line -> line.contains("v2.jsonl") && line.contains("context"))
        .anyMatch(line -> line.contains("x.jsonl:1: no valid JSON"));
    assertThat(folder.resolve("bench_io3x4_mc2_np4.json")).exists();
  }

  @Test
  void onlyRequestsSentInTheWindowCount() throws IOException {
    log(
        request(0).sentAt(1_000).output(1_010, 1_020).build(),
        request(1).sentAt(2_000).output(2_020, 2_030).build(),
        request(2).sentAt(3_000).output(3_040, 3_050).build());
    assertThat(run("report", folder.toString())).isZero();
    assertThat(result().path("mean_ttft_ms").asDouble()).isCloseTo(70.0 / 3, within(1e-9));
    assertThat(result().path("duration").asDouble()).isEqualTo(2.05);
    assertThat(result().path("llmbench").has("window")).isFalse();

    assertThat(run("report", folder.toString(), "--from", "1s", "--to", "2000ms")).isZero();
    assertThat(result().path("completed").asInt()).isEqualTo(1);
    assertThat(result().path("mean_ttft_ms").asDouble()).isEqualTo(20.0);
    assertThat(result().path("duration").asDouble()).isEqualTo(0.03);
    JsonNode window = result().path("llmbench").path("window");
    assertThat(window.toString()).isEqualTo("{\"from_s\":1.0,\"to_s\":2.0,\"requests_in_case\":3}");
    assertThat(result().path("llmbench").path("partial").asBoolean()).isFalse();
  }

  @Test
  void limitsMayStandBeforeTheFolder() throws IOException {
    log(
        request(0).sentAt(0).output(10, 20).build(),
        request(1).sentAt(0).output(30, 40).build(),
        request(2).sentAt(0).output(30, 1_000).build());
    assertThat(run("report", "--plots", "--goodput", "ttft:30", "e2el:100", folder.toString()))
        .isZero();
    assertThat(folder.resolve("report.html")).isNotEmptyFile();
    assertThat(folder.resolve("plots/e2el_distribution.svg")).isNotEmptyFile();
    assertThat(result().path("request_goodput").asDouble()).isEqualTo(2.0);
  }

  @Test
  void aMistakeIsToldByItsOptionAndNothingIsWritten() throws IOException {
    log(request(0).sentAt(0).output(10, 20).build());
    assertThat(run("report", folder.toString(), "--goodput", "tfft:30")).isEqualTo(2);
    assertThat(err.toString()).contains("--goodput: expected one of ttft, tpot, e2el");
    assertThat(run("report", folder.toString(), "--metric-percentiles", "101")).isEqualTo(2);
    assertThat(err.toString()).contains("--metric-percentiles: expected a number in [0, 100]");
    assertThat(run("report", folder.toString(), "--from", "10")).isEqualTo(2);
    assertThat(err.toString()).contains("expected a time such as 500ms, 10s, 2m or 1h, found 10");
    assertThat(run("report", folder.toString(), "--from", "2s", "--to", "1s")).isEqualTo(2);
    assertThat(err.toString()).contains("a window that ends after its start");
    assertThat(folder.resolve("bench_io8x2_mc1_np3.json")).doesNotExist();
  }

  @Test
  void aFolderWithoutRecordsIsAFailureInOneLine() {
    assertThat(run("report", folder.toString())).isEqualTo(1);
    assertThat(err.toString().strip()).isEqualTo("no records in " + folder.resolve("records"));
  }

  private void log(RequestRecord... records) throws IOException {
    Case benchCase = new Case(1, 8, 2, 1, 3);
    CaseStart start =
        new CaseStart(
            Instant.EPOCH,
            benchCase,
            "m",
            null,
            false,
            Map.of(),
            null,
            Map.of(),
            Map.of("model", "m", "header", "X-Team=***", "ca_file", "/no/such.pem"),
            Map.of());
    RecordHeader header =
        new RecordHeader(
            RecordHeader.FORMAT_VERSION, benchCase.name(), 0, 0L, 3, start.toContext());
    Path file = folder.resolve("records/io8x2_mc1_np3.jsonl");
    try (RecordLog<RequestRecord> log = RecordLog.open(file, header)) {
      for (RequestRecord record : records) {
        log.append(record);
      }
    }
  }

  private void copy(String golden) throws IOException {
    Files.createDirectories(folder.resolve("records"));
    Files.copy(GOLDEN.resolve(golden), folder.resolve("records").resolve(golden));
  }

  private JsonNode result() throws IOException {
    return result("bench_io8x2_mc1_np3.json");
  }

  private JsonNode result(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(name).toFile());
  }

  private int run(String... args) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
