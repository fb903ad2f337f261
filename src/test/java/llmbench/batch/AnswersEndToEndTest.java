// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import llmbench.engine.EmbeddedEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers in full, and whether they are right, through Gatling. */
class AnswersEndToEndTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void bodiesAreKeptAndAnswersChecked() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "2:http 500", "3:cut after 3")) {
      GatlingProcess.Finished first = run(engine, "{regex: .}");
      assertThat(first.exitCode()).as(first.output()).isZero();
      List<JsonNode> bodies = lines("bodies");
      assertThat(bodies).hasSize(6);
      for (JsonNode body : bodies) {
        int index = body.path("index").asInt();
        assertThat(body.path("request").asText()).isEqualTo(engine.receivedBodies().get(index));
        if (index == 1) {
          assertThat(body.path("status").asInt()).isEqualTo(500);
          assertThat(body.path("answer").asText()).contains("Internal server error");
        } else {
          assertThat(body.path("answer").asText()).startsWith("data: {\"id\":\"chatcmpl-");
          assertThat(body.path("answer").asText().contains("data: [DONE]")).isEqualTo(index != 2);
        }
      }
      JsonNode answers = result().path("llmbench").path("answers");
      assertThat(answers.path("checked").asInt()).as("failed ones are not checked").isEqualTo(4);
      assertThat(answers.path("correct_ratio").asDouble()).isEqualTo(1);

      // What the engine said to four of six prompts is now right for two of them.
      List<String> rows = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        String said = text(bodies, i);
        String reference = i == 3 || i == 5 ? said : i == 0 ? "another" : null;
        rows.add(row(i, reference));
      }
      Files.write(folder.resolve("prompts.jsonl"), rows);
      try (EmbeddedEngine same = Engines.exact(5, 1)) {
        GatlingProcess.Finished second = run(same, "exact");
        assertThat(second.exitCode()).as(second.output()).isZero();
      }
      answers = result().path("llmbench").path("answers");
      assertThat(answers.path("checked").asInt()).isEqualTo(3);
      assertThat(answers.path("correct").asInt()).isEqualTo(2);
    }
  }

  private GatlingProcess.Finished run(EmbeddedEngine engine, String check) throws Exception {
    Path prompts = folder.resolve("prompts.jsonl");
    if (!Files.exists(prompts)) {
      List<String> rows = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        rows.add(row(i, null));
      }
      Files.write(prompts, rows);
    }
    return new GatlingProcess(folder)
        .option("base_url", engine.baseUri())
        .option("dataset_name", "custom")
        .option("dataset_path", prompts)
        .option("custom_output_len", 8)
        .option("skip_chat_template", true)
        .option("disable_shuffle", true)
        .option("ignore_eos", true)
        .option("input_output", "")
        .option("concurrency_prompts", "[[1, 6]]")
        .option("save_bodies", true)
        .option("check_answers", check)
        .option("max_failed_ratio", 0.5)
        .run();
  }

  private static String row(int i, @org.jspecify.annotations.Nullable String reference)
      throws Exception {
    var row = JSON.createObjectNode().put("prompt", "Question number " + i + " of six, please.");
    return JSON.writeValueAsString(reference == null ? row : row.put("reference", reference));
  }

  /** What was said, put together from the chunks that were kept. */
  private static String text(List<JsonNode> bodies, int index) throws Exception {
    StringBuilder text = new StringBuilder();
    for (JsonNode body : bodies) {
      if (body.path("index").asInt() == index) {
        for (String line : body.path("answer").asText().split("\n", -1)) {
          if (line.startsWith("data: {") && line.endsWith("}")) {
            text.append(
                JSON.readTree(line.substring(6))
                    .path("choices")
                    .path(0)
                    .path("delta")
                    .path("content")
                    .asText(""));
          }
        }
      }
    }
    return text.toString();
  }

  private List<JsonNode> lines(String below) throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    Path file = folder.resolve("results").resolve(below).resolve("mc1_np6.jsonl");
    for (String line : Files.readAllLines(file)) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private JsonNode result() throws Exception {
    return JSON.readTree(folder.resolve("results").resolve("bench_mc1_np6.json").toFile());
  }
}
