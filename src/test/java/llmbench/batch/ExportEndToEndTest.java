// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportEndToEndTest {
  @TempDir private Path folder;

  @Test
  void twoRunsShareAFileAndAreExported() throws Exception {
    GatlingProcess run =
        new GatlingProcess(folder)
            .against("embedded", 16, 4, 2, 4)
            .option("engine_exact", true)
            .option("append_result", true)
            .option("export", "[parquet, pytorch]");
    assertThat(run.run().exitCode()).isZero();
    assertThat(run.run().exitCode()).isZero();
    Path result = run.results().resolve("bench_io16x4_mc2_np4.json");
    try (MappingIterator<JsonNode> documents =
        new ObjectMapper().readerFor(JsonNode.class).readValues(result.toFile())) {
      List<JsonNode> results = documents.readAll();
      assertThat(results).hasSize(2);
      for (JsonNode each : results) {
        assertThat(each.path("completed").asInt()).isEqualTo(4);
        assertThat(each.at("/llmbench/counts/gatling").isObject()).isTrue();
      }
    }
    assertThat(Files.readAllLines(run.results().resolve("aggregate_results.csv"))).hasSize(3);
    JsonNode records =
        new ObjectMapper()
            .readTree(run.results().resolve("bench_io16x4_mc2_np4.pytorch.json").toFile());
    assertThat(records).hasSize(12);
    assertThat(run.results().resolve("export/results.parquet")).isNotEmptyFile();
    assertThat(run.results().resolve("export/records/io16x4_mc2_np4.parquet")).isNotEmptyFile();
  }
}
