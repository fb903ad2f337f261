// SPDX-License-Identifier: Apache-2.0
package llmbench.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import llmbench.dataset.JsonPlace;
import llmbench.dataset.rows.RowFile;
import llmbench.live.LiveRecords;
import llmbench.plan.ExportFormat;
import llmbench.recording.Outcome;
import llmbench.recording.RecordHeader;
import llmbench.recording.RecordLog;
import llmbench.recording.RequestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RESULT =
      """
      {"model_id": "m", "num_prompts": 3, "tensor_parallel_size": "2", "request_rate": "inf",
       "burstiness": Infinity, "duration": 2.5, "completed": 2, "request_throughput": 0.8,
       "ttfts": [0.1], "mean_ttft_ms": 10.5, "p99_ttft_ms": 20, "mean_e2el_ms": 7.0,
       "llmbench": {"simulated": true, "options": {"model": "m", "result_filename": "x.json"}}}
      """;

  @TempDir private Path folder;

  private void records(RequestRecord... all) throws IOException {
    Path file = folder.resolve("records").resolve("io8x8_mc1_np3.jsonl");
    Files.createDirectories(file.getParent());
    try (RecordLog<RequestRecord> log =
        RecordLog.open(file, new RecordHeader("io8x8_mc1_np3", 1_000, 0, 3))) {
      for (RequestRecord record : all) {
        log.append(record);
      }
    }
  }

  private static List<JsonNode> rows(Path file) {
    List<JsonNode> rows = new ArrayList<>();
    try (RowFile.Open open = RowFile.of(file).open()) {
      Optional<JsonPlace> row = open.next();
      while (row.isPresent()) {
        rows.add(row.get().node());
        row = open.next();
      }
    }
    return rows;
  }

  @Test
  void eachRecordIsARowOfParquetWithTheLatenciesOfTheResult() throws IOException {
    records(LiveRecords.completed(50, 60, 90), LiveRecords.ended(Outcome.HTTP_ERROR, true));
    Exports.Report report = Exports.write(folder, EnumSet.of(ExportFormat.PARQUET));
    Path table = folder.resolve("export/records/io8x8_mc1_np3.parquet");
    assertThat(report.problems()).isEmpty();
    assertThat(report.files()).containsExactly(table);
    List<JsonNode> rows = rows(table);
    assertThat(rows).hasSize(2);
    JsonNode first = rows.get(0);
    assertThat(first.path("case").asText()).isEqualTo("io8x8_mc1_np3");
    assertThat(first.path("id").asText()).isEqualTo("bench-0");
    assertThat(first.path("outcome").asText()).isEqualTo("completed");
    assertThat(first.path("last").asBoolean()).isTrue();
    assertThat(first.path("sent_ns").asLong()).isEqualTo(1_000_000);
    assertThat(first.path("lag_ns").asLong()).isEqualTo(1_000_000);
    assertThat(first.path("ttft_ns").asLong()).isEqualTo(50_000_000);
    assertThat(first.path("tpot_ns").asLong()).isEqualTo(20_000_000);
    assertThat(first.path("e2el_ns").asLong()).isEqualTo(90_000_000);
    assertThat(first.path("chunk_ns").toString()).isEqualTo("[51000000,61000000,91000000]");
    assertThat(first.path("chunk_kinds").asText()).isEqualTo("ooo");
    assertThat(first.path("error").isNull()).isTrue();
    JsonNode failed = rows.get(1);
    assertThat(failed.path("outcome").asText()).isEqualTo("http_error");
    assertThat(failed.path("error").asText()).isEqualTo("an error");
    assertThat(failed.path("ttft_ns").isNull()).isTrue();
    assertThat(failed.path("written_ns").isNull()).isTrue();
    assertThat(failed.path("chunk_ns")).isEmpty();
  }

  @Test
  void eachResultIsARowWithTheMembersOfAll() throws IOException {
    Files.writeString(folder.resolve("bench_a.json"), RESULT + RESULT.replace("0.8", "1"));
    Files.writeString(
        folder.resolve("bench_b.json"),
        "{\"duration\": 3, \"completed\": 1, \"request_throughput\": 2, \"label\": \"é\"}");
    Files.writeString(folder.resolve("status.json"), "{\"outcome\": \"ok\"}");
    Files.writeString(folder.resolve("broken.json"), "{");
    Exports.Report report = Exports.write(folder, EnumSet.of(ExportFormat.PARQUET));
    assertThat(report.skipped()).singleElement().asString().contains("broken.json is not JSON");
    List<JsonNode> rows = rows(folder.resolve("export/results.parquet"));
    assertThat(rows).hasSize(3);
    assertThat(rows)
        .extracting(row -> row.path("file").asText())
        .containsExactly("bench_a.json", "bench_a.json", "bench_b.json");
    assertThat(rows)
        .extracting(row -> row.path("request_throughput").asDouble())
        .containsExactly(0.8, 1.0, 2.0);
    assertThat(rows.get(0).path("duration").asDouble()).isEqualTo(2.5);
    assertThat(rows.get(0).path("num_prompts").isIntegralNumber()).isTrue();
    assertThat(rows.get(0).has("ttfts")).isFalse();
    assertThat(JSON.readTree(rows.get(0).path("llmbench").asText()).path("simulated").asBoolean())
        .isTrue();
    assertThat(rows.get(2).path("label").asText()).isEqualTo("é");
    assertThat(rows.get(2).path("model_id").isNull()).isTrue();
  }

  @Test
  void pytorchHasARecordForEachLatencyFigureAsVllm() throws IOException {
    Files.writeString(folder.resolve("bench_a.json"), RESULT);
    Exports.Report report = Exports.write(folder, EnumSet.of(ExportFormat.PYTORCH));
    assertThat(report.files()).containsExactly(folder.resolve("bench_a.pytorch.json"));
    JsonNode records = JSON.readTree(folder.resolve("bench_a.pytorch.json").toFile());
    ObjectNode extra =
        (ObjectNode)
            JSON.readTree(
                """
                {"model_id": "m", "num_prompts": 3, "tensor_parallel_size": "2",
                 "request_rate": "inf", "burstiness": "inf", "duration": 2.5, "completed": 2,
                 "request_throughput": 0.8, "mean_e2el_ms": 7.0}
                """);
    assertThat(records).hasSize(2);
    JsonNode expected =
        JSON.readTree(
            """
            {"benchmark": {"name": "vLLM benchmark", "extra_info": {
               "args": {"model": "m", "result_filename": "x.json", "tensor_parallel_size": "2"},
               "compilation_config.mode": "", "optimization_level": "", "use_compile": true}},
             "model": {"name": "m"},
             "metric": {"name": "mean_ttft_ms", "benchmark_values": [10.5], "extra_info": %s}}
            """
                .replace("%s", extra.toString()));
    assertThat(records.get(0)).isEqualTo(expected);
    assertThat(records.get(1).path("metric").path("name").asText()).isEqualTo("p99_ttft_ms");
    assertThat(records.get(1).path("metric").path("benchmark_values").toString()).isEqualTo("[20]");
  }

  @Test
  void compilationIsOffInModeZeroAndInEagerFiles() throws IOException {
    ObjectNode result = (ObjectNode) JSON.readTree(RESULT.replace("Infinity", "1"));
    result.put("compilation_config.mode", "0");
    assertThat(useCompile(result)).isFalse();
    result.put("compilation_config.mode", "3");
    assertThat(useCompile(result)).isTrue();
    ((ObjectNode) result.at("/llmbench/options")).put("result_filename", "eager.json");
    assertThat(useCompile(result)).isFalse();
  }

  private static boolean useCompile(ObjectNode result) {
    return PytorchRecords.of(result).at("/0/benchmark/extra_info/use_compile").asBoolean();
  }

  @Test
  void vllmsVariableAsksForPytorch() {
    Set<ExportFormat> none = Set.of();
    assertThat(Exports.asked(none, Map.of())).isEmpty();
    assertThat(Exports.asked(none, Map.of(Exports.PYTORCH_VARIABLE, ""))).isEmpty();
    assertThat(Exports.asked(none, Map.of(Exports.PYTORCH_VARIABLE, "1")))
        .containsExactly(ExportFormat.PYTORCH);
  }

  @Test
  void recordsThatCannotBeReadAreToldAndLeaveNothing() throws IOException {
    Files.createDirectories(folder.resolve("records"));
    Files.writeString(folder.resolve("records/x.jsonl"), "no record file\n");
    Exports.Report report = Exports.write(folder, EnumSet.of(ExportFormat.PARQUET));
    assertThat(report.files()).isEmpty();
    assertThat(report.problems()).singleElement().asString().contains("x.jsonl");
    assertThat(folder.resolve("export/records")).isEmptyDirectory();
  }
}
