// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import llmbench.dataset.Dataset.Sampling;
import llmbench.plan.DatasetOptions.Trace;
import llmbench.plan.DatasetSpec;
import llmbench.plan.TraceFormat;
import llmbench.tokenizer.Tokenizer;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lengths, times and shared beginnings of traces, and what a file of no use is refused with. */
class TraceRequestsTest {
  private static final Path FOLDER = Path.of("src/test/resources/datasets");

  @TempDir Path folder;

  private static Tokenizer tokenizer(String name) {
    return Tokenizers.open("src/test/resources/tokenizers/llmbench-" + name, Map.of(), w -> {});
  }

  private static List<Prompt> prompts(
      Path file, TraceFormat format, boolean tokenIds, int count, String tokenizer) {
    Dataset dataset =
        Datasets.of(
            new DatasetSpec(
                "x", file, DatasetSpec.Rules.DEFAULT, new Trace(format, tokenIds), null));
    dataset.load();
    return dataset.prompts(
        new Sampling(count, null, null, 7, tokenizer(tokenizer), done -> {}, warning -> {}));
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "wordpiece"})
  void mooncakesBlocksAreShared(String tokenizer) {
    List<Prompt> made =
        prompts(FOLDER.resolve("mooncake_trace.jsonl"), TraceFormat.MOONCAKE, true, 10, tokenizer);
    assertThat(made).extracting(Prompt::promptLen).containsExactly(1100, 600, 700, 530);
    assertThat(made).extracting(Prompt::outputLen).containsExactly(12, 3, 40, 1);
    assertThat(made.stream().map(p -> p.parts().arrivalSeconds()).toList())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1)
        .containsExactly(0.0, 0.0, 3.053, 5.518);
    List<Integer> first = made.get(0).parts().tokenIds();
    assertThat(made.get(1).parts().tokenIds().subList(0, 512)).isEqualTo(first.subList(0, 512));
    assertThat(made.get(1).parts().tokenIds().subList(512, 600))
        .isNotEqualTo(first.subList(512, 600));
    assertThat(made.get(2).parts().tokenIds())
        .as("a block in part is the whole one's beginning")
        .isEqualTo(first.subList(0, 700));
    assertThat(tokenizer(tokenizer).specialIds()).doesNotContainAnyElementsOf(first);
  }

  @Test
  void textsBeginAlikeToo() {
    List<Prompt> made =
        prompts(FOLDER.resolve("bailian_trace.jsonl"), TraceFormat.BAILIAN, false, 10, "small");
    assertThat(made).hasSize(2);
    assertThat(made)
        .allSatisfy(
            prompt ->
                assertThat(tokenizer("small").count(prompt.text())).isEqualTo(prompt.promptLen()));
    assertThat(made.get(0).promptLen()).isCloseTo(40, within(2));
    assertThat(made.get(1).promptLen()).isCloseTo(55, within(2));
    assertThat(made.get(1).parts().arrivalSeconds()).isCloseTo(3.386, within(1e-9));
    // Two blocks of 16; a token that is no whole character becomes three, which cuts the end.
    String one = made.get(0).text();
    String other = made.get(1).text();
    int same = 0;
    while (same < one.length() && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    assertThat(tokenizer("small").count(one.substring(0, same))).isBetween(30, 40);
  }

  @Test
  void azuresTimesCountFromTheFirstRow() {
    List<Prompt> made =
        prompts(FOLDER.resolve("azure_trace.csv"), TraceFormat.AZURE, true, 10, "small");
    assertThat(made).extracting(Prompt::promptLen).containsExactly(374, 79, 7);
    assertThat(made).extracting(Prompt::outputLen).containsExactly(44, 5, 2);
    assertThat(made.get(1).parts().arrivalSeconds()).isCloseTo(4.541877, within(1e-6));
    assertThat(made.get(2).parts().arrivalSeconds()).isCloseTo(13.31941, within(1e-6));
    assertThat(prompts(FOLDER.resolve("azure_trace.csv"), TraceFormat.AZURE, true, 2, "small"))
        .hasSize(2);
  }

  @Test
  void burstGptKeepsItsOrderAndTimes() {
    List<Prompt> made =
        prompts(FOLDER.resolve("burstgpt.csv"), TraceFormat.BURSTGPT, true, 5, "small");
    assertThat(made)
        .hasSize(5)
        .isSortedAccordingTo(Comparator.comparing(p -> p.parts().arrivalSeconds()));
    assertThat(made.get(0).parts().arrivalSeconds()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "MOONCAKE | {\"timestamp\": 1} | :1 input_length: expected an integer ≥ 1, found nothing",
        "MOONCAKE | {\"timestamp\": \"a\"} | :1 timestamp: expected a number ≥ 0, found a string",
        "BAILIAN | `{\"timestamp\":1,\"input_length\":2,\"output_length\":0}` | :1 output_length: expected an integer ≥ 1, found 0",
        "BAILIAN | `{\"timestamp\":1,\"input_length\":2,\"output_length\":1,\"hash_ids\":[null]}` | :1 hash_ids[0]: expected an integer or a string, found null",
        "AZURE | `` | :1: expected a CSV file with a header, found none",
        "AZURE | `TIMESTAMP,ContextTokens\n` | :1: expected a column \"GeneratedTokens\", found TIMESTAMP, ContextTokens",
        "AZURE | `TIMESTAMP,ContextTokens,GeneratedTokens\nyesterday,5,5` | :2 TIMESTAMP: expected seconds, or a date and time such as 2023-11-16 18:15:46.68, found \"yesterday\"",
        "AZURE | `TIMESTAMP,ContextTokens,GeneratedTokens\n1,,5` | :2 ContextTokens: expected an integer ≥ 0, found nothing",
        "AZURE | `TIMESTAMP,ContextTokens,GeneratedTokens\n1,5,0` | :1: expected a row with ContextTokens and GeneratedTokens above 0, found none",
      })
  void mistakesAreSaid(TraceFormat format, String text, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("t"), text);
    assertThatThrownBy(() -> prompts(file, format, true, 3, "small"))
        .isInstanceOf(DatasetException.class)
        .hasMessage("t" + message);
  }
}
