// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import llmbench.engine.EmbeddedEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedRequestsEndToEndTest {
  @TempDir private Path folder;

  @Test
  void savedRequestsAreSentAgainByteForByte() throws Exception {
    List<String> first;
    GatlingProcess saving;
    try (EmbeddedEngine engine = Engines.exact(1, 1)) {
      saving =
          new GatlingProcess(folder.resolve("first"))
              .option("save_requests", true)
              .option("dataset_stats", true)
              .option("extra_body", "{temperature: 0.50, user: 'é \"q\"'}")
              .against(engine.baseUri().toString(), 16, 4, 1, 6);
      GatlingProcess.Finished finished = saving.run();
      assertThat(finished.exitCode()).as(finished.output()).isZero();
      assertThat(finished.output())
          .contains("io16x4_mc1_np6: lengths of 6 requests in tokens\n", "output: all of 4\n");
      first = engine.receivedBodies();
    }
    Path saved = saving.results().resolve("requests/io16x4_mc1_np6.jsonl");
    assertThat(Files.readAllLines(saved)).hasSize(6);

    try (EmbeddedEngine engine = Engines.exact(1, 1)) {
      GatlingProcess again =
          new GatlingProcess(folder.resolve("again"))
              .option("dataset_name", "requests")
              .option("dataset_path", saved)
              .option("input_output", "")
              .option("concurrency_prompts", "[[1, 6]]")
              .option("base_url", engine.baseUri());
      GatlingProcess.Finished finished = again.run();
      assertThat(finished.exitCode()).as(finished.output()).isZero();
      assertThat(engine.receivedBodies()).hasSize(6).isEqualTo(first);
      JsonNode result =
          new ObjectMapper().readTree(again.results().resolve("bench_mc1_np6.json").toFile());
      assertThat(result.path("completed").intValue()).isEqualTo(6);
      assertThat(result.path("total_output_tokens").intValue()).isEqualTo(24);
      assertThat(result.path("llmbench").path("lengths").path("as_asked").booleanValue()).isTrue();
    }
  }
}
