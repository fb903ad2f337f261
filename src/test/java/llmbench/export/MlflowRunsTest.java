// SPDX-License-Identifier: Apache-2.0
package llmbench.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Run with {@code -Pmlflow}; skipped without MLflow's client. */
class MlflowRunsTest {
  @TempDir private Path folder;

  @BeforeEach
  void withTheClient() throws IOException {
    assumeTrue(TrackedRuns.available(), "MLflow's client is not there; it comes with -Pmlflow");
    Files.writeString(folder.resolve("bench_a.json"), TrackedRunTest.RESULT);
    Files.writeString(folder.resolve("report.html"), "<html>");
  }

  private Exports.Report log(MlflowServer server) throws IOException {
    return TrackedRuns.log(folder, new Tracking(server.uri(), "an experiment"));
  }

  private static Set<String> keys(List<JsonNode> batches, String part) {
    return batches.stream()
        .flatMap(batch -> StreamSupport.stream(batch.path(part).spliterator(), false))
        .map(each -> each.path("key").asText())
        .collect(Collectors.toSet());
  }

  @Test
  void aResultIsARunWithParamsMetricsTagsAndFiles() throws IOException {
    try (MlflowServer server = new MlflowServer()) {
      Exports.Report report = log(server);
      assertThat(report.problems()).isEmpty();
      assertThat(report.addresses()).containsExactly(server.uri() + "/#/experiments/7/runs/r1");
      assertThat(server.told("experiments/create").get(0).path("name").asText())
          .isEqualTo("an experiment");
      JsonNode run = server.told("runs/create").get(0);
      assertThat(run.path("run_name").asText()).isEqualTo("io8x8_mc1_np3");
      List<JsonNode> batches = server.told("runs/log-batch");
      assertThat(keys(batches, "params")).contains("model_id", "request_rate", "input_output");
      assertThat(keys(batches, "metrics")).contains("p99_ttft_ms", "steady/p99_ttft_ms");
      assertThat(keys(batches, "tags"))
          .contains("simulated", "partial", "suspect", "model", "mlflow.note.content");
      assertThat(server.told())
          .extracting(MlflowServer.Told::route)
          .contains(
              "/api/2.0/mlflow-artifacts/artifacts/7/r1/artifacts/bench_a.json",
              "/api/2.0/mlflow-artifacts/artifacts/7/r1/artifacts/report.html")
          .endsWith("runs/update", "runs/set-tag");
      assertThat(server.told("runs/update").get(0).path("status").asText()).isEqualTo("FINISHED");
    }
  }

  @Test
  void theSameResultIsLoggedOnce() throws IOException {
    try (MlflowServer server = new MlflowServer()) {
      log(server);
      assertThat(log(server).addresses()).hasSize(1);
      assertThat(server.told("runs/create")).hasSize(1);
    }
  }

  @Test
  void aRunEndedBeforeItsTimeIsKilled() throws IOException {
    Files.writeString(
        folder.resolve("bench_a.json"),
        TrackedRunTest.RESULT.replace("\"partial\": false", "\"partial\": true"));
    try (MlflowServer server = new MlflowServer()) {
      log(server);
      assertThat(server.told("runs/update").get(0).path("status").asText()).isEqualTo("KILLED");
    }
  }

  @Test
  void aRunThatIsNotWholeIsMarkedAsFailedAndSaidInOneLine() throws IOException {
    try (MlflowServer server = new MlflowServer()) {
      server.refuse("report.html");
      Exports.Report report = log(server);
      assertThat(report.addresses()).isEmpty();
      assertThat(report.problems())
          .singleElement()
          .asString()
          .startsWith("io8x8_mc1_np3 is not whole in MLflow at " + server.uri() + ": ")
          .contains("report.html was answered with status 403")
          .endsWith("run r1 is marked as failed there");
      assertThat(server.told("runs/update").get(0).path("status").asText()).isEqualTo("FAILED");
      assertThat(server.told("runs/set-tag")).isEmpty();
    }
  }

  @Test
  void aServerThatRefusesIsNamed() throws IOException {
    try (MlflowServer server = new MlflowServer()) {
      server.refuse("experiments/create");
      assertThat(log(server).problems())
          .singleElement()
          .asString()
          .startsWith("MLflow at " + server.uri() + ": ")
          .doesNotContain("\n");
    }
  }
}
