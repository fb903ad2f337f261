// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import llmbench.dataset.Dataset.Sampling;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every set gives the requests that vLLM's own code gave ({@code datasets/README.md}). */
class DatasetGoldensTest {
  private static final Path FOLDER = Path.of("src/test/resources/datasets");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DatasetSpec.Rules KEPT = new DatasetSpec.Rules(false, true, true, false);
  private static final DatasetSpec.Rules CHAT = new DatasetSpec.Rules(false, false, false, false);
  private static final DatasetSpec.Rules ALL = new DatasetSpec.Rules(false, false, true, false);

  private record Set(
      String golden,
      long seed,
      int count,
      @Nullable Integer outputLen,
      @Nullable String file,
      DatasetSpec.Rules rules,
      DatasetOptions options) {}

  private static List<Set> sets() {
    DatasetOptions shareGpt = new DatasetOptions.ShareGpt();
    DatasetOptions custom = new DatasetOptions.Custom();
    return List.of(
        new Set("sharegpt-s0", 0, 12, null, "sharegpt.json", ALL, shareGpt),
        new Set("sharegpt-over-s7", 7, 40, null, "sharegpt.json", ALL, shareGpt),
        new Set(
            "sharegpt-out3-s1",
            1,
            40,
            3,
            "sharegpt.json",
            new DatasetSpec.Rules(true, true, false, false),
            shareGpt),
        new Set(
            "sharegpt-chat-s2",
            2,
            20,
            null,
            "sharegpt.json",
            new DatasetSpec.Rules(false, false, false, true),
            shareGpt),
        new Set("custom-s0", 0, 20, 256, "custom.jsonl", ALL, custom),
        new Set("custom-rows-s4294967295", 4_294_967_295L, 9, null, "custom.jsonl", ALL, custom),
        new Set("custom-chat-s3", 3, 20, 16, "custom.jsonl", CHAT, custom),
        new Set(
            "custom-chat-kwargs",
            0,
            6,
            null,
            "custom.jsonl",
            new DatasetSpec.Rules(false, false, false, false, Map.of("enable_thinking", false)),
            custom),
        new Set(
            "spec_bench-chat",
            4,
            15,
            256,
            "spec_bench.jsonl",
            CHAT,
            new DatasetOptions.SpecBench(null)),
        new Set(
            "speed_bench-chat",
            0,
            6,
            4096,
            "speed_bench",
            CHAT,
            new DatasetOptions.SpeedBench("qualitative", null)),
        new Set(
            "prefix_repetition-s0",
            0,
            14,
            17,
            null,
            ALL,
            new DatasetOptions.PrefixRepetition(20, 9, 3)),
        new Set(
            "prefix_repetition-kept-s5",
            5,
            8,
            1,
            null,
            KEPT,
            new DatasetOptions.PrefixRepetition(5, 40, 2)),
        new Set("random-batch4-s3", 3, 10, 8, null, ALL, new DatasetOptions.Random(0.3, 0.3, 0, 4)),
        new Set(
            "random-rerank-s0",
            0,
            7,
            null,
            null,
            ALL,
            new DatasetOptions.RandomRerank(40, 0, 3, true)),
        new Set(
            "random-rerank-ratio-s9",
            9,
            6,
            null,
            null,
            ALL,
            new DatasetOptions.RandomRerank(64, 0.4, 1, true)),
        new Set(
            "random-rerank-none-s2",
            2,
            9,
            null,
            null,
            ALL,
            new DatasetOptions.RandomRerank(20, 0.2, 4, false)),
        new Set("burstgpt-s0", 0, 8, null, "burstgpt.csv", ALL, new DatasetOptions.BurstGpt()),
        new Set(
            "burstgpt-over-s6", 6, 30, null, "burstgpt.csv", ALL, new DatasetOptions.BurstGpt()),
        new Set(
            "timed_trace",
            0,
            20,
            null,
            "timed_trace.jsonl",
            ALL,
            new DatasetOptions.TimedTrace(
                16, 0.001, "timestamp", "input_length", "output_length", "hash_ids")),
        new Set(
            "spec_bench", 3, 15, 256, "spec_bench.jsonl", ALL, new DatasetOptions.SpecBench(null)),
        new Set(
            "spec_bench-math",
            0,
            3,
            5,
            "spec_bench.jsonl",
            ALL,
            new DatasetOptions.SpecBench("math")),
        new Set(
            "speed_bench",
            9,
            6,
            4096,
            "speed_bench",
            ALL,
            new DatasetOptions.SpeedBench("qualitative", "coding")));
  }

  @TestFactory
  Stream<DynamicTest> requestsAreVllms() {
    return Stream.of("small", "wordpiece")
        .flatMap(
            tokenizer ->
                sets().stream()
                    .map(
                        set ->
                            DynamicTest.dynamicTest(
                                set.golden + " " + tokenizer, () -> check(set, tokenizer))));
  }

  private static void check(Set set, String tokenizer) throws IOException {
    List<JsonNode> expected = new ArrayList<>();
    for (String line :
        Files.readAllLines(FOLDER.resolve("goldens/" + set.golden + "-" + tokenizer + ".jsonl"))) {
      expected.add(JSON.readTree(line));
    }
    Dataset dataset =
        Datasets.of(
            new DatasetSpec(
                set.golden,
                set.file == null ? null : FOLDER.resolve(set.file),
                set.rules,
                set.options,
                null));
    AtomicInteger progress = new AtomicInteger();
    Sampling sampling =
        new Sampling(
            set.count,
            inputLen(set),
            set.outputLen,
            set.seed,
            Tokenizers.open(
                "src/test/resources/tokenizers/llmbench-" + tokenizer, Map.of(), w -> {}),
            done -> progress.incrementAndGet(),
            warning -> assertThat(warning).containsAnyOf("tokens than expected", "shorter than"));
    List<JsonNode> made = dataset.prompts(sampling).stream().map(DatasetGoldensTest::row).toList();
    assertThat(made).isEqualTo(expected);
    assertThat(progress).as("progress is told").hasPositiveValue();
    assertThat(dataset.prompts(sampling)).as("the same again").hasSameSizeAs(made);
  }

  private static @Nullable Integer inputLen(Set set) {
    return set.options instanceof DatasetOptions.Random ? Integer.valueOf(24) : null;
  }

  /** As the goldens have it: prompt, its length, the answer's, media, arrival. */
  private static JsonNode row(Prompt prompt) {
    PromptParts parts = prompt.parts();
    List<Object> row = new ArrayList<>();
    if (!parts.messages().isEmpty()) {
      row.add(parts.messages());
    } else if (!parts.tokenIds().isEmpty()) {
      row.add(parts.tokenIds());
    } else {
      row.add(parts.texts().isEmpty() ? prompt.text() : parts.texts());
    }
    row.add(prompt.promptLen());
    row.add(prompt.outputLen());
    row.add(media(parts));
    row.add(parts.arrivalSeconds());
    return JSON.valueToTree(row);
  }

  /** vLLM has one part beside the prompt; in a chat it stands in the messages too. */
  @SuppressWarnings("NullAway") // JSON's null
  private static Object media(PromptParts parts) {
    List<Map<String, Object>> media = parts.media();
    if (!parts.messages().isEmpty()) {
      List<?> content = (List<?>) parts.messages().get(0).get("content");
      return content.size() < 2 ? null : content.get(1);
    }
    return media.isEmpty() ? null : media.get(0);
  }
}
