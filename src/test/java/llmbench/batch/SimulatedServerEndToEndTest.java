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

/** The simulated engine as a server in another process is known for what it is. */
class SimulatedServerEndToEndTest {
  private static final String SAID =
      "The server is llmbench's simulated engine: its figures are of no real engine.";
  private static final String HEADLINE =
      "measured against the embedded simulator, not against an inference engine";

  @TempDir private Path folder;

  @Test
  void itStandsInResultConsoleAndPage() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      GatlingProcess process =
          new GatlingProcess(folder).against(engine.baseUri().toString(), 16, 4, 2, 6);
      GatlingProcess.Finished finished = process.run();
      assertThat(finished.exitCode()).as(finished.output()).isZero();
      assertThat(finished.output()).contains(SAID, HEADLINE);
      JsonNode ours = result(process).path("llmbench");
      assertThat(ours.path("simulated").asBoolean()).isTrue();
      assertThat(ours.path("notes").toString()).contains("embedded simulator");
      assertThat(ours.path("engine").isMissingNode()).as("its settings are not known").isTrue();
      assertThat(
              Files.readString(process.results().resolve("report.html"))
                  .contains("measured against the embedded simulator, not an inference engine"))
          .isTrue();
    }
  }

  @Test
  void itIsFoundAmongSeveralServers() throws Exception {
    try (ChatServer other = new ChatServer();
        EmbeddedEngine engine = Engines.exact(5, 1)) {
      GatlingProcess process = process("[\"" + other.url() + "\", \"" + engine.baseUri() + "\"]");
      GatlingProcess.Finished finished = process.run();
      assertThat(finished.output()).contains(SAID);
      assertThat(result(process).path("llmbench").path("simulated").asBoolean()).isTrue();
    }
  }

  @Test
  void anotherServerIsNone() throws Exception {
    try (ChatServer other = new ChatServer()) {
      GatlingProcess process = process(other.url());
      GatlingProcess.Finished finished = process.run();
      assertThat(finished.exitCode()).as(finished.output()).isZero();
      assertThat(finished.output()).doesNotContain(SAID, HEADLINE);
      JsonNode simulated = result(process).path("llmbench").path("simulated");
      assertThat(simulated.isBoolean() && !simulated.asBoolean()).isTrue();
    }
  }

  private GatlingProcess process(String urls) {
    return new GatlingProcess(folder)
        .against(urls, 16, 4, 2, 6)
        .option("model", Engines.MODEL)
        .option("tokenizer", "src/test/resources/tokenizers/llmbench-small");
  }

  private static JsonNode result(GatlingProcess process) throws Exception {
    try (Stream<Path> files = Files.list(process.results())) {
      List<Path> found =
          files.filter(file -> String.valueOf(file.getFileName()).startsWith("bench_")).toList();
      assertThat(found).hasSize(1);
      return new ObjectMapper().readTree(found.get(0).toFile());
    }
  }
}
