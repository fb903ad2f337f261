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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import llmbench.dataset.Dataset.Sampling;
import llmbench.plan.DatasetOptions.RandomMm;
import llmbench.plan.DatasetSpec;
import llmbench.plan.MediaBucket;
import llmbench.plan.MediaBucket.Image;
import llmbench.plan.MediaBucket.Video;
import llmbench.tokenizer.Tokenizer;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code random-mm} gives the requests that vLLM's own code gave ({@code datasets/README.md}): text
 * and lengths, each picture's file byte for byte, each film's pictures before they are encoded.
 */
class MediaGoldensTest {
  private static final Path GOLDENS = Path.of("src/test/resources/datasets/goldens");
  private static final String TOKENIZERS = "src/test/resources/tokenizers/llmbench-";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private record Set(
      String golden, long seed, int count, int inputLen, int outputLen, RandomMm options) {}

  private static List<Set> sets() {
    return List.of(
        new Set(
            "random-mm-s0",
            0,
            6,
            24,
            8,
            new RandomMm(
                0,
                0,
                0,
                1,
                0,
                Map.of("image", 255, "video", 1),
                List.of(
                    new MediaBucket(new Image(256, 256), 0.5),
                    new MediaBucket(new Image(720, 1280), 0.5)))),
        new Set(
            "random-mm-many-s5",
            5,
            12,
            20,
            16,
            new RandomMm(
                0.4,
                0.4,
                5,
                3,
                1,
                Map.of("image", 3, "video", 1),
                List.of(
                    new MediaBucket(new Image(33, 17), 2),
                    new MediaBucket(new Image(8, 50), 1),
                    new MediaBucket(new Video(16, 24, 3), 3),
                    new MediaBucket(new Video(9, 15, 2), 0.5)))),
        new Set(
            "random-mm-videos-s4294967295",
            4_294_967_295L,
            4,
            9,
            1,
            new RandomMm(
                0,
                0,
                0,
                2,
                0,
                Map.of("video", 2, "image", 0),
                List.of(
                    new MediaBucket(new Video(7, 5, 5), 1),
                    new MediaBucket(new Image(20, 30), 0.2)))),
        new Set(
            "random-mm-chat-s2",
            2,
            3,
            12,
            4,
            new RandomMm(
                0,
                0,
                0,
                2,
                0,
                Map.of("image", 255),
                List.of(new MediaBucket(new Image(10, 20), 1)))));
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
                                set.golden + " " + name,
                                () -> check(set, name, tokenizer(TOKENIZERS + name)))));
  }

  /** A prompt beside media has no token that is marked special, named or not. */
  @ParameterizedTest
  @ValueSource(strings = {"small", "wordpiece"})
  void markedTokensAreLeftOut(String name) throws IOException {
    Path source = Path.of(TOKENIZERS + name);
    ObjectNode json = (ObjectNode) JSON.readTree(source.resolve("tokenizer.json").toFile());
    String word =
        json.path("model").path("vocab").properties().stream()
            .filter(entry -> entry.getValue().asInt() == 77)
            .findFirst()
            .orElseThrow()
            .getKey();
    ((ArrayNode) json.get("added_tokens"))
        .addObject()
        .put("id", 77)
        .put("content", word)
        .put("single_word", false)
        .put("lstrip", false)
        .put("rstrip", false)
        .put("normalized", false)
        .put("special", true);
    JSON.writeValue(folder.resolve("tokenizer.json").toFile(), json);
    Files.copy(source.resolve("tokenizer_config.json"), folder.resolve("tokenizer_config.json"));
    Tokenizer tokenizer = tokenizer(folder.toString());
    assertThat(tokenizer.specialIds()).doesNotContain(77);
    RandomMm none =
        new RandomMm(
            0, 0, 0, 0, 0, Map.of("image", 1), List.of(new MediaBucket(new Image(1, 1), 1)));
    check(new Set("random-mm-marked-s1", 1, 40, 60, 2, none), name, tokenizer);
  }

  private static Tokenizer tokenizer(String path) {
    return Tokenizers.open(path, Map.of(), w -> {});
  }

  private static void check(Set set, String name, Tokenizer tokenizer) throws IOException {
    List<JsonNode> expected = new ArrayList<>();
    for (String line : Files.readAllLines(GOLDENS.resolve(set.golden + "-" + name + ".jsonl"))) {
      expected.add(JSON.readTree(line));
    }
    AtomicInteger progress = new AtomicInteger();
    List<Prompt> prompts =
        Datasets.of(
                new DatasetSpec(
                    "random-mm",
                    null,
                    new DatasetSpec.Rules(false, false, false, set.golden.contains("chat")),
                    set.options,
                    null))
            .prompts(
                new Sampling(
                    set.count,
                    set.inputLen,
                    set.outputLen,
                    set.seed,
                    tokenizer,
                    progress::set,
                    warning -> assertThat(warning).contains("tokens than expected")));
    assertThat(prompts.stream().map(MediaGoldensTest::row)).isEqualTo(expected);
    assertThat(progress).hasValue(set.count);
  }

  /** As the goldens have it: prompt, its length, the answer's, the media with digests. */
  private static JsonNode row(Prompt prompt) {
    ArrayNode media = JSON.valueToTree(prompt.parts().media());
    media.forEach(MediaGoldensTest::digest);
    ArrayNode messages = JSON.valueToTree(prompt.parts().messages());
    messages.forEach(message -> message.get("content").forEach(MediaGoldensTest::digest));
    return JSON.createArrayNode()
        .add(messages.isEmpty() ? JSON.getNodeFactory().textNode(prompt.text()) : messages)
        .add(prompt.promptLen())
        .add(prompt.outputLen())
        .add(media);
  }

  private static void digest(JsonNode part) {
    String type = part.get("type").asText();
    if (type.equals("text")) {
      return;
    }
    ObjectNode address = (ObjectNode) part.get(type);
    String[] pieces = address.get("url").asText().split(",", 2);
    byte[] file = Base64.getDecoder().decode(pieces[1]);
    address.put(
        "url",
        pieces[0]
            + ","
            + (type.equals("video_url") ? MediaFiles.describe(file) : MediaFiles.sha256(file)));
  }
}
