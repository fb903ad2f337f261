// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import llmbench.engine.EmbeddedEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose requests come from a file. */
class DatasetEndToEndTest {
  @TempDir private Path folder;

  @Test
  void aFileGivesItsRequestsAndItsOwnLengths() throws Exception {
    Path file = folder.resolve("custom.jsonl");
    Files.writeString(
        file,
        """
        {"prompt": "river stone light", "output_tokens": 3}
        {"prompt": "garden copper", "output_tokens": 5}
        """);
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      GatlingProcess.Finished run =
          from(file, engine).option("no_oversample", true).option("disable_shuffle", true).run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.output()).contains("dataset custom").contains("1 cases: mc2_np7\n");
      assertThat(engine.receivedBodies())
          .hasSize(2)
          .noneMatch(body -> body.contains("ignore_eos"))
          .anyMatch(
              body ->
                  body.contains("\"text\":\"river stone light\"")
                      && body.contains("\"max_completion_tokens\":3"))
          .anyMatch(
              body ->
                  body.contains("\"text\":\"garden copper\"")
                      && body.contains("\"max_completion_tokens\":5"));
    }
    JsonNode result = result("bench_mc2_np7.json");
    assertThat(result.path("num_prompts").asInt()).isEqualTo(7);
    assertThat(result.path("completed").asInt()).isEqualTo(2);
    assertThat(result.path("llmbench").path("notes").toString())
        .contains("The data set gave 2 requests where 7 were asked for.")
        .doesNotContain("Partial");
  }

  @Test
  void aFileOfNoUseEndsTheRunBeforeAnythingIsSent() throws Exception {
    Path file = Files.writeString(folder.resolve("custom.jsonl"), "{\"prompt\": \"a\"}\n[1]\n");
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      GatlingProcess.Finished run = from(file, engine).run();
      assertThat(run.exitCode()).isNotZero();
      assertThat(run.output())
          .contains("custom.jsonl:2: expected a JSON object on the line")
          .contains("Outcome: bad_configuration; nothing was sent, nothing was written.")
          .doesNotContain("\tat ");
      assertThat(engine.generationRequests()).isZero();
    }
    assertThat(folder.resolve("results")).doesNotExist();
  }

  /** A text comes first in the message, its media after it, as in vLLM's. */
  @Test
  void mediaAreSentInTheMessage() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      GatlingProcess.Finished run =
          new GatlingProcess(folder)
              .option("base_url", engine.baseUri())
              .option("input_output", "[[24, 3]]")
              .option("concurrency_prompts", "[[2, 5]]")
              .option("dataset_name", "random-mm")
              .option("random_mm_base_items_per_request", 2)
              .option("random_mm_limit_mm_per_prompt", "{image: 1, video: 1, audio: 1}")
              .option("random_mm_bucket_config", "{8x9x1: 1, 8x9x2: 1, audio:0.1: 1}")
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(engine.receivedBodies()).hasSize(5);
      for (String body : engine.receivedBodies()) {
        JsonNode sent = new ObjectMapper().readTree(body);
        assertThat(sent.fieldNames())
            .toIterable()
            .containsExactly(
                "model",
                "messages",
                "max_completion_tokens",
                "stream",
                "stream_options",
                "ignore_eos");
        JsonNode content = sent.path("messages").path(0).path("content");
        assertThat(content).hasSize(3);
        assertThat(content.path(0).path("type").asText()).isEqualTo("text");
        assertThat(content.path(1).path("type").asText())
            .isIn("image_url", "video_url", "input_audio")
            .isNotEqualTo(content.path(2).path("type").asText());
      }
    }
    assertThat(result("bench_io24x3_mc2_np5.json").path("completed").asInt()).isEqualTo(5);
  }

  @Test
  void promptsGoThroughTheTokenizersTemplate() throws Exception {
    Path file = Files.writeString(folder.resolve("custom.jsonl"), "{\"prompt\": \"garden\"}\n");
    Path tokenizer = tokenizer();
    Files.writeString(
        tokenizer.resolve("chat_template.jinja"),
        "Q: {{ messages[0].content | upper }}{% if not thinking %} A:{% endif %}");
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      GatlingProcess.Finished run =
          from(file, engine)
              .option("backend", "vllm")
              .option("skip_chat_template", false)
              .option("custom_output_len", 2)
              .option("chat_template_kwargs", "{thinking: false}")
              .option("tokenizer", tokenizer)
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(engine.receivedBodies())
          .hasSize(7)
          .allMatch(body -> body.contains("\"prompt\":\"Q: GARDEN A:\""));
    }
  }

  @Test
  void withoutATemplateNothingIsSent() throws Exception {
    Path file = Files.writeString(folder.resolve("custom.jsonl"), "{\"prompt\": \"garden\"}\n");
    Path tokenizer = tokenizer();
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      GatlingProcess.Finished run =
          from(file, engine)
              .option("skip_chat_template", false)
              .option("custom_output_len", 2)
              .option("tokenizer", tokenizer)
              .run();
      assertThat(run.exitCode()).isNotZero();
      assertThat(run.output())
          .contains(
              "chat template: expected one in the tokenizer, found none; set"
                  + " skip_chat_template: true to send prompts as they are")
          .contains("Outcome: bad_configuration; nothing was sent, nothing was written.")
          .doesNotContain("\tat ");
      assertThat(engine.generationRequests()).isZero();
    }
  }

  private Path tokenizer() throws IOException {
    Path tokenizer = Files.createDirectory(folder.resolve("tokenizer"));
    Files.copy(
        Path.of("src/test/resources/tokenizers/llmbench-small/tokenizer.json"),
        tokenizer.resolve("tokenizer.json"));
    return tokenizer;
  }

  private GatlingProcess from(Path file, EmbeddedEngine engine) {
    return new GatlingProcess(folder)
        .option("base_url", engine.baseUri())
        .option("input_output", "")
        .option("concurrency_prompts", "[[2, 7]]")
        .option("dataset_name", "custom")
        .option("dataset_path", file)
        .option("skip_chat_template", true)
        .option("custom_output_len", -1);
  }

  private JsonNode result(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve("results").resolve(name).toFile());
  }
}
