// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import llmbench.dataset.Dataset;
import llmbench.dataset.Datasets;
import llmbench.dataset.Prompt;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every set of the Hub gives the requests that vLLM's own code gave ({@code datasets/README.md}).
 */
class HubGoldensTest {
  private static final Path FOLDER = Path.of("src/test/resources/datasets");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> CATEGORIES = List.of("simple", "live_simple", "multiple");
  private static final DatasetSpec.Rules MIXED = new DatasetSpec.Rules(false, false, true, false);
  private static final DatasetSpec.Rules KEPT = new DatasetSpec.Rules(false, true, true, false);
  private static final DatasetSpec.Rules FEW = new DatasetSpec.Rules(true, false, true, false);
  private static final DatasetSpec.Rules TEMPLATED =
      new DatasetSpec.Rules(false, false, false, false);
  private static final DatasetSpec.Rules CHAT = new DatasetSpec.Rules(false, false, false, true);
  private static final DatasetOptions.Range ALL =
      new DatasetOptions.Range(0, Double.POSITIVE_INFINITY);

  /** A golden and what was asked; other wishes by {@code with…}. */
  private record Set(
      String golden,
      String id,
      long seed,
      int count,
      @Nullable Integer outputLen,
      DatasetSpec.Rules rules,
      DatasetOptions.Hub options) {

    Set(String golden, String id, long seed, int count) {
      this(golden, id, seed, count, null, MIXED, hub(null, false, ALL, ALL, CATEGORIES));
    }

    Set withOutputLen(int other) {
      return new Set(golden, id, seed, count, other, rules, options);
    }

    Set with(DatasetSpec.Rules other) {
      return new Set(golden, id, seed, count, outputLen, other, options);
    }

    Set with(DatasetOptions.Hub other) {
      return new Set(golden, id, seed, count, outputLen, rules, other);
    }
  }

  private static DatasetOptions.Hub hub(
      @Nullable String subset,
      boolean noStream,
      DatasetOptions.Range blazedit,
      DatasetOptions.Range speech,
      List<String> categories) {
    return new DatasetOptions.Hub(
        subset, null, null, noStream, null, blazedit, speech, categories, null);
  }

  private static DatasetOptions.Hub subset(String name) {
    return hub(name, false, ALL, ALL, CATEGORIES);
  }

  private static DatasetOptions.Hub split(DatasetOptions.Hub of, String split) {
    return new DatasetOptions.Hub(
        of.subset(),
        split,
        null,
        of.noStream(),
        null,
        of.blazedit(),
        of.speech(),
        of.categories(),
        null);
  }

  private static List<Set> sets() {
    String humanEval = "openai/openai_humaneval";
    String aime = "AI-MO/aimo-validation-aime";
    String shareGpt = "Aeala/ShareGPT_Vicuna_unfiltered";
    String tools = "gorilla-llm/Berkeley-Function-Calling-Leaderboard";
    String speech = "openslr/librispeech_asr";
    return List.of(
        new Set("mt-bench-s0", "philschmid/mt-bench", 0, 12),
        new Set("mt-bench-over-s9", "philschmid/mt-bench", 9, 55).withOutputLen(7),
        new Set("mt-bench-few-s9", "philschmid/mt-bench", 9, 55).with(FEW),
        new Set("mt-bench-chat-s1", "philschmid/mt-bench", 1, 9).with(TEMPLATED),
        new Set("gsm8k-chat-s1", "openai/gsm8k", 1, 9).with(TEMPLATED),
        new Set("instructcoder-chat-s1", "likaixin/InstructCoder", 1, 9).with(TEMPLATED),
        new Set("blazedit-chat-s1", "vdaita/edit_5k_char", 1, 9)
            .with(TEMPLATED)
            .with(hub(null, false, new DatasetOptions.Range(0, 1), ALL, CATEGORIES)),
        new Set("humaneval-s0", humanEval, 0, 2400),
        new Set("humaneval-s77", humanEval, 77, 900),
        new Set("humaneval-kept", humanEval, 0, 800).with(KEPT),
        new Set("humaneval-whole-s5", humanEval, 5, 300)
            .with(hub(null, true, ALL, ALL, CATEGORIES)),
        new Set("gsm8k-s0", "openai/gsm8k", 0, 20),
        new Set("gsm8k-socratic-s1", "openai/gsm8k", 1, 9).with(split(subset("socratic"), "train")),
        new Set("instructcoder-s0", "likaixin/InstructCoder", 0, 33),
        new Set("blazedit-s2", "vdaita/edit_5k_char", 2, 9)
            .with(hub(null, false, new DatasetOptions.Range(0, 1), ALL, CATEGORIES)),
        new Set("blazedit-range-s2", "vdaita/edit_10k_char", 2, 9)
            .with(FEW)
            .with(hub(null, false, new DatasetOptions.Range(0.25, 0.5), ALL, CATEGORIES)),
        new Set("aimo-validation-aime-s3", aime, 3, 25),
        new Set("numinamath-1.5-s3", "AI-MO/NuminaMath-1.5", 3, 25),
        new Set("numinamath-cot-s3", "AI-MO/NuminaMath-CoT", 3, 25),
        new Set("aimo-out-s3", aime, 3, 25).withOutputLen(3),
        new Set("zeta-s4", "zed-industries/zeta", 4, 18).withOutputLen(5),
        new Set("mlperf-llama2-s0", "mgoin/mlperf-inference-llama2-data", 0, 19).with(TEMPLATED),
        new Set("mlperf-llama3.1-s8", "mgoin/mlperf-inference-llama3.1-data", 8, 30)
            .withOutputLen(11)
            .with(TEMPLATED),
        new Set("sharegpt-vicuna-s0", shareGpt, 0, 35),
        new Set("sharegpt-vicuna-chat-s6", shareGpt, 6, 35).withOutputLen(9).with(CHAT),
        new Set("bfcl-s0", tools, 0, 12),
        new Set("bfcl-kept", tools, 0, 12)
            .with(KEPT)
            .with(hub(null, false, ALL, ALL, List.of(" multiple", "simple"))),
        new Set("bfcl-over-s5", tools, 5, 8)
            .withOutputLen(20)
            .with(hub(null, false, ALL, ALL, List.of("live_simple"))),
        new Set("visionarena-chat-s0", "lmarena-ai/VisionArena-Chat", 0, 10),
        new Set("visionarena-bench-s1", "lmarena-ai/vision-arena-bench-v0.1", 1, 12).with(CHAT),
        new Set("mmstar-kept", "Lin-Chen/MMStar", 0, 10).with(KEPT),
        new Set("mmstar-chat-s2", "Lin-Chen/MMStar", 2, 10).with(CHAT),
        new Set("onevision-s2", "lmms-lab/LLaVA-OneVision-Data", 2, 8).with(subset("chart")),
        new Set("mmvu-s2", "yale-nlp/MMVU", 2, 6),
        new Set("librispeech-s0", speech, 0, 12),
        new Set("librispeech-short-s3", speech, 3, 12)
            .with(hub(null, false, ALL, new DatasetOptions.Range(0.05, 0.19), CATEGORIES)),
        new Set(
                "earnings22-tiny-s3",
                "D4nt3/esb-datasets-earnings22-validation-tiny-filtered",
                3,
                5)
            .withOutputLen(40));
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
    Path golden = FOLDER.resolve("goldens/hf-" + set.golden + "-" + tokenizer + ".jsonl");
    for (String line : Files.readAllLines(golden)) {
      expected.add(JSON.readTree(line));
    }
    Path folder = FOLDER.resolve("hub").resolve(set.id);
    DatasetOptions.Hub options =
        new DatasetOptions.Hub(
            set.options.subset(),
            set.options.split(),
            set.id,
            set.options.noStream(),
            null,
            set.options.blazedit(),
            set.options.speech(),
            set.options.categories(),
            null);
    Dataset dataset = Datasets.of(new DatasetSpec("hf", folder, set.rules, options, null));
    dataset.load();
    List<Prompt> prompts =
        dataset.prompts(
            new Dataset.Sampling(
                set.count,
                null,
                set.outputLen,
                set.seed,
                Tokenizers.open(
                    "src/test/resources/tokenizers/llmbench-" + tokenizer, Map.of(), w -> {}),
                done -> {},
                warning -> {}));
    List<JsonNode> made = prompts.stream().map(prompt -> row(prompt, folder)).toList();
    for (int i = 0; i < Math.min(made.size(), expected.size()); i++) {
      assertThat(made.get(i)).as("request " + i).isEqualTo(expected.get(i));
    }
    assertThat(made).hasSameSizeAs(expected);
  }

  /**
   * As the goldens have it: prompt, its length, the answer's, media, a chat, fields of the body.
   */
  @SuppressWarnings("NullAway") // JSON's null
  private static JsonNode row(Prompt prompt, Path folder) {
    ArrayNode row = JSON.createArrayNode();
    boolean tools = !prompt.parts().overrides().isEmpty();
    boolean chat = !tools && !prompt.parts().messages().isEmpty();
    JsonNode messages = plain(JSON.valueToTree(prompt.parts().messages()), folder);
    row.add(chat ? messages : JSON.valueToTree(prompt.text()));
    row.add(prompt.promptLen());
    row.add(prompt.outputLen());
    JsonNode media = plain(JSON.valueToTree(prompt.parts().media()), folder);
    if (media.isEmpty() && chat) {
      // vLLM keeps the part beside the chat as well; MMStar's class does not.
      JsonNode content = messages.get(0).get("content");
      boolean beside = content.size() > 1 && !folder.endsWith("Lin-Chen/MMStar");
      row.add(beside ? content.get(1) : JSON.nullNode());
    } else {
      row.add(media.isEmpty() ? JSON.nullNode() : media.get(0));
    }
    row.add(tools ? messages : JSON.nullNode());
    row.add(tools ? JSON.valueToTree(prompt.parts().overrides()) : JSON.nullNode());
    return row;
  }

  /** Images as JPEG and sound by its length, as the goldens have them; files below /HUB. */
  private static JsonNode plain(JsonNode node, Path folder) {
    if (node.isTextual()) {
      String text = node.textValue();
      String local = "file://" + folder.toAbsolutePath();
      return text.startsWith("data:image/jpeg;base64,/9j/")
          ? JSON.valueToTree("JPEG")
          : JSON.valueToTree(text.replace(local, "file:///HUB/yale-nlp/MMVU"));
    }
    if (node.path("type").asText().equals("audio_file")) {
      double seconds = node.get("seconds").doubleValue();
      return JSON.createObjectNode().put("seconds", Math.rint(seconds * 1e6) / 1e6);
    }
    if (node.isArray()) {
      ArrayNode all = JSON.createArrayNode();
      node.forEach(item -> all.add(plain(item, folder)));
      return all;
    }
    if (node.isObject()) {
      ObjectNode all = JSON.createObjectNode();
      node.properties().forEach(e -> all.set(e.getKey(), plain(e.getValue(), folder)));
      return all;
    }
    return node;
  }
}
