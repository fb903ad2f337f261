// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import llmbench.backend.Backends;
import llmbench.backend.Payload;
import llmbench.dataset.Dataset.Sampling;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * {@code custom_image} and {@code custom_audio} send what vLLM's own client sends ({@code
 * datasets/README.md}): messages field by field, sounds byte for byte, PNG files pixel for pixel.
 */
class CustomMediaGoldensTest {
  private static final Path FOLDER = Path.of("src/test/resources/datasets");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DatasetOptions IMAGE = new DatasetOptions.CustomImage(false);
  private static final DatasetOptions AUDIO = new DatasetOptions.CustomAudio();

  private record Set(
      String golden,
      String file,
      long seed,
      int count,
      @Nullable Integer outputLen,
      DatasetSpec.Rules rules,
      DatasetOptions options) {}

  private static List<Set> sets() {
    return List.of(
        new Set("custom_image-s0", "custom_image", 0, 9, 40, rules(false, false), IMAGE),
        new Set("custom_image-chat-s3", "custom_image", 3, 4, 1, rules(false, true), IMAGE),
        new Set(
            "custom_image-local",
            "custom_image_local",
            0,
            6,
            3,
            rules(true, false),
            new DatasetOptions.CustomImage(true)),
        new Set("custom_audio-chat-s1", "custom_audio", 1, 11, null, rules(false, true), AUDIO),
        new Set("custom_audio-s0", "custom_audio", 0, 8, 256, rules(false, false), AUDIO));
  }

  private static DatasetSpec.Rules rules(boolean disableShuffle, boolean asChat) {
    return new DatasetSpec.Rules(false, disableShuffle, true, asChat);
  }

  @TestFactory
  Stream<DynamicTest> requestsAreVllms() {
    return Stream.of("small", "wordpiece")
        .flatMap(
            name ->
                sets().stream()
                    .map(
                        set ->
                            DynamicTest.dynamicTest(
                                set.golden + " " + name, () -> check(set, name))));
  }

  private static void check(Set set, String name) throws IOException {
    List<JsonNode> expected = new ArrayList<>();
    for (String line :
        Files.readAllLines(FOLDER.resolve("goldens/" + set.golden + "-" + name + ".jsonl"))) {
      expected.add(JSON.readTree(line));
    }
    List<Prompt> prompts =
        Datasets.of(
                new DatasetSpec(
                    set.golden, FOLDER.resolve(set.file + ".jsonl"), set.rules, set.options, null))
            .prompts(
                new Sampling(
                    set.count,
                    null,
                    set.outputLen,
                    set.seed,
                    Tokenizers.open(
                        "src/test/resources/tokenizers/llmbench-" + name, Map.of(), w -> {}),
                    done -> {},
                    warning -> {}));
    assertThat(prompts.stream().map(CustomMediaGoldensTest::row)).isEqualTo(expected);
  }

  private static JsonNode row(Prompt prompt) {
    return JSON.createArrayNode().add(sent(prompt)).add(prompt.promptLen()).add(prompt.outputLen());
  }

  /** As the goldens have it: the messages of a chat, or a file with its prompt and length. */
  private static JsonNode sent(Prompt prompt) {
    List<Map<String, Object>> media = prompt.parts().media();
    if (!media.isEmpty() && "audio_file".equals(media.get(0).get("type"))) {
      Map<String, Object> file = media.get(0);
      assertThat(file).containsEntry("filename", "audio.wav");
      assertThat(file).containsEntry("content_type", "audio/wav");
      return JSON.createArrayNode()
          .add(prompt.text())
          .add(digest(String.valueOf(file.get("data"))))
          .add(Double.parseDouble(String.valueOf(file.get("seconds"))));
    }
    try {
      ArrayNode messages =
          (ArrayNode)
              JSON.readTree(
                      Backends.named("openai-chat")
                          .body(prompt, new Payload("m", false, null, Map.of())))
                  .get("messages");
      messages.forEach(message -> message.get("content").forEach(CustomMediaGoldensTest::shorten));
      return messages;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void shorten(JsonNode part) {
    if (part.get("type").asText().equals("input_audio")) {
      ObjectNode audio = (ObjectNode) part.get("input_audio");
      audio.put("data", digest(audio.get("data").asText()));
    } else if (part.get("type").asText().equals("image_url")) {
      ObjectNode address = (ObjectNode) part.get("image_url");
      String[] pieces = address.get("url").asText().split(",", 2);
      if (pieces.length == 2 && pieces[1].length() > 10) {
        address.put(
            "url", pieces[0] + "," + MediaFiles.pixels(Base64.getDecoder().decode(pieces[1])));
      }
    }
  }

  private static String digest(String base64) {
    return MediaFiles.sha256(Base64.getDecoder().decode(base64));
  }
}
