// SPDX-License-Identifier: Apache-2.0
package llmbench.dsl;

import static llmbench.dsl.LlmDsl.promptMix;
import static llmbench.dsl.LlmDsl.prompts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Data sets as a simulation writes them. */
class PromptsTest {
  private static final String DATASETS = "src/test/resources/datasets/";
  private static final String TOKENIZER = "src/test/resources/tokenizers/llmbench-small";

  @Test
  void aSeedsPromptsAreVllms() throws IOException {
    List<String> golden =
        Files.readAllLines(Path.of(DATASETS + "random-small-in24-r0.3-p4-s5.jsonl"));
    List<Map<String, Object>> records =
        prompts("random")
            .tokenizer(TOKENIZER)
            .lengths(24, 16)
            .option("random_range_ratio", 0.3)
            .option("random_prefix_len", 4)
            .seed(5)
            .count(golden.size())
            .records();
    assertThat(records).hasSameSizeAs(golden);
    for (int i = 0; i < golden.size(); i++) {
      JsonNode vllms = new ObjectMapper().readTree(golden.get(i));
      assertThat(records.get(i).get("prompt")).isEqualTo(vllms.path(0).asText());
      assertThat(records.get(i).get("promptLen")).isEqualTo(vllms.path(1).asInt());
      assertThat(records.get(i).get("outputLen")).isEqualTo(vllms.path(2).asInt());
    }
  }

  @Test
  void everyRecordHasEveryAttributeSoThatNoneIsLeftOfTheOneBefore() {
    List<Map<String, Object>> records =
        prompts("custom_image")
            .path(DATASETS + "custom_image.jsonl")
            .tokenizer(TOKENIZER)
            .count(2)
            .records();
    assertThat((List<?>) records.get(0).get("messages")).isNotEmpty();
    assertThat((List<?>) records.get(1).get("media")).hasSize(3);
    assertThat(records)
        .allSatisfy(
            record -> {
              assertThat(record)
                  .containsOnlyKeys(
                      "prompt",
                      "promptLen",
                      "outputLen",
                      "messages",
                      "media",
                      "reference",
                      "turns",
                      "llm.prompt");
              assertThat(record.get("turns")).isEqualTo(1);
            });
  }

  @Test
  void aConversationIsARecordOfSeveralTurns() {
    List<Map<String, Object>> records =
        prompts("multi_turn").path(DATASETS + "conversations.json").tokenizer(TOKENIZER).records();
    assertThat(records).isNotEmpty();
    assertThat(records.stream().map(record -> (Integer) record.get("turns")).toList())
        .anyMatch(turns -> turns > 1);
    List<Map<String, Object>> short2 =
        prompts("multi_turn")
            .path(DATASETS + "conversations.json")
            .tokenizer(TOKENIZER)
            .option("max_turns", 2)
            .records();
    assertThat(short2).allSatisfy(record -> assertThat(record.get("turns")).isEqualTo(1));
  }

  @Test
  void severalSetsCanBeMixed() {
    List<Map<String, Object>> records =
        promptMix(
                List.of(
                    Map.of("weight", 1, "dataset_name", "random", "random_input_len", 5),
                    Map.of(
                        "weight",
                        1,
                        "dataset_name",
                        "custom",
                        "dataset_path",
                        DATASETS + "custom.jsonl")))
            .tokenizer(TOKENIZER)
            .count(20)
            .records();
    assertThat(records).hasSize(20);
    assertThat(
            records.stream()
                .filter(record -> Integer.valueOf(5).equals(record.get("promptLen")))
                .count())
        .isBetween(3L, 17L);
  }

  @Test
  void theyAreMadeOnce() {
    Prompts few = prompts("random").tokenizer(TOKENIZER).count(3);
    assertThat(few.records()).isSameAs(few.records());
  }

  @Test
  void mistakesSayWhatWhereAndHowToMendIt() {
    assertThatThrownBy(() -> prompts("sharegpt").tokenizer(TOKENIZER).records())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("prompts(\"sharegpt\") dataset_path: expected ");
    assertThatThrownBy(
            () -> prompts("sharegpt").path("nowhere.json").tokenizer(TOKENIZER).records())
        .hasMessageContaining(
            "prompts(\"sharegpt\") dataset_path: expected a readable file, found none at ");
    assertThatThrownBy(() -> prompts("shargpt").tokenizer(TOKENIZER).records())
        .hasMessageContaining("prompts(\"shargpt\") dataset_name: expected one of");
    assertThatThrownBy(() -> prompts("random").records())
        .hasMessageEndingWith("found neither tokenizer(…) nor model(…)");
    assertThatThrownBy(() -> prompts("random").tokenizer("server").records())
        .hasMessageContaining("prompts(\"random\") tokenizer: expected a folder");
    assertThatThrownBy(() -> prompts("random").option("request_rate", 5))
        .hasMessageStartingWith("prompts(\"random\"): expected one of [")
        .hasMessageEndingWith("found request_rate");
  }

  /** Every option of a data set has an effect here, but those that only a run of the batch has. */
  @Test
  void everyOptionOfADataSetIsOneHere() throws IOException {
    String docs = Files.readString(Path.of("docs/config.md"));
    TreeSet<String> keys = new TreeSet<>();
    for (String section :
        List.of(
            "## Tokenizer and prompts",
            "### Lengths and prefixes",
            "### Sets of the Hub",
            "### Chat templates",
            "## What each request asks")) {
      String rest = docs.substring(docs.indexOf("\n" + section + "\n") + section.length() + 2);
      Matcher next = Pattern.compile("(?m)^##").matcher(rest);
      String text = next.find() ? rest.substring(0, next.start()) : rest;
      Matcher row = Pattern.compile("(?m)^\\| (`[a-z_`, ]+`) \\|(?:[^|]*\\|){6}").matcher(text);
      while (row.find()) {
        for (String key : row.group(1).split(", ", -1)) {
          keys.add(key.replace("`", ""));
        }
      }
    }
    assertThat(keys).hasSizeGreaterThan(60);
    keys.remove("workloads"); // classes of requests, each with a model and headers of its own
    keys.removeAll(List.of("type", "uniform", "lognormal", "zipf")); // of distributions
    assertThat(keys.stream().filter(key -> !Prompts.KEYS.contains(key))).isEmpty();
  }
}
