// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file of no use is refused with: one message that says where, what and how. */
class DatasetMistakesTest {
  private static final String TURNS =
      "{\"conversations\":[{\"value\":\"river stone light window garden copper\"},"
          + "{\"value\":\"morning paper bridge quiet market\"}]}";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | :1: expected a list of conversations, found nothing",
        "{} | :1: expected a list of conversations, found an object",
        "[] | :1: expected a conversation of two turns",
        "`[\n 1]` | :2 [0]: expected an object, found a number",
        "[null] | :1 [0]: expected an object, found null",
        "`[{},\n{\"conversations\": \"x\"}]` | :2 [1].conversations: expected a list, found a string",
        "[{\"conversations\": null}] | :1 [0].conversations: expected a list, found null",
        "`[{\"conversations\": [{}, {}]}]` | :1 [0].conversations[0].value: expected a string, found nothing",
        "`[{\"conversations\": [{\"value\": \"a\"}, {\"value\": 7}]}]` | :1 [0].conversations[1].value: expected a string, found 7",
        "`[{\"id\": 1},\n {\"id\": ` | :2: expected JSON in UTF-8, found Unexpected end-of-input",
        "`[] []` | :1: expected the end of the file after the list, found a list",
      })
  void shareGpt(String text, String message) throws IOException {
    refused(new DatasetOptions.ShareGpt(), "s.json", text, null, "s.json" + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | :1: expected a JSON object on each line, found none",
        "`\n\n` | :1: expected a JSON object on each line, found none",
        "`\n[1]` | :2: expected a JSON object on the line",
        "`{\"prompt\": \"a\"}\n{\"prompt\": ` | :2: expected JSON in UTF-8, found Unexpected end-of-input",
        "{\"prompt\": \"a\"} {} | :1: expected one JSON object on the line",
        "{\"text\": \"a\"} | :1 prompt: expected a string, found nothing",
        "{\"prompt\": null} | :1 prompt: expected a string, found null",
        "{\"prompt\": \"a\"} | :1 output_tokens: expected an integer ≥ 1, found nothing",
        "`{\"prompt\": \"a\", \"output_tokens\": 0}` | :1 output_tokens: expected an integer ≥ 1, found 0",
        "`{\"prompt\": \"a\", \"output_tokens\": 1.5}` | :1 output_tokens: expected an integer ≥ 1, found 1.5",
        "`{\"prompt\": \"a\", \"output_tokens\": \"x\"}` | :1 output_tokens: expected an integer ≥ 1, found a string",
        "`{\"prompt\": \"a\", \"output_tokens\": 1, \"slo\": 5}` | :1 slo: expected milliseconds by metric, such as {\"ttft\": 200, \"tpot\": 50}, found 5",
        "`{\"prompt\": \"a\", \"output_tokens\": 1, \"slo\": {}}` | :1 slo: expected milliseconds by metric",
        "`{\"prompt\": \"a\", \"output_tokens\": 1, \"slo\": {\"itl\": 5}}` | :1 slo: expected limits of ttft, tpot and e2el, found itl",
        "`{\"prompt\": \"a\", \"output_tokens\": 1, \"slo\": {\"ttft\": -1}}` | :1 slo.ttft: expected a number ≥ 0, found -1",
        "`{\"prompt\": \"a\", \"output_tokens\": 1, \"slo\": {\"ttft\": null}}` | :1 slo.ttft: expected a number ≥ 0, found null",
      })
  void custom(String text, String message) throws IOException {
    refused(new DatasetOptions.Custom(), "c.jsonl", text, null, "c.jsonl" + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`{\"turns\": []}` | :1 turns: expected a list of at least 1, found one of 0",
        "`{\"turns\": \"a\"}` | :1 turns: expected a list, found a string",
        "`{\"turns\": [{}]}` | :1 turns[0]: expected a string, found an object",
      })
  void specBench(String text, String message) throws IOException {
    refused(new DatasetOptions.SpecBench(null), "b.jsonl", text, 5, "b.jsonl" + message);
  }

  @Test
  void categoriesMustBeThere() throws IOException {
    DatasetOptions math = new DatasetOptions.SpecBench("math");
    refused(
        math, "b.jsonl", "{\"turns\": [\"a\"]}", 5, "b.jsonl:1 category: expected a string, found");
    refused(
        math,
        "b.jsonl",
        "{\"turns\": [\"a\"], \"category\": \"x\"}",
        5,
        "b.jsonl:1: expected a row of category math, found none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | :1: expected a CSV file with a header, found none",
        "a,b,c,d | :1: expected a column \"Model\", found a, b, c, d",
        "`T,Model,Request tokens,Response tokens` | :1: expected a row with Model GPT-4 and Response tokens above 0",
        "`T,Model,Request tokens,Response tokens\n1,GPT-4,x,5` | :2 column 3: expected a number, found \"x\"",
        "`T,Model,Request tokens,Response tokens\n1,GPT-4,,5` | :2 column 3: expected an integer ≥ 0, found nothing",
        "`T,Model,Request tokens,Response tokens\n\n1,GPT-4,3,x` | :3 Response tokens: expected a number, found \"x\"",
        "`T,Model,Request tokens,Response tokens\n1,GPT-4,3,4,5` | :2: expected 4 columns, found 5",
      })
  void burstGpt(String text, String message) throws IOException {
    refused(new DatasetOptions.BurstGpt(), "b.csv", text, null, "b.csv" + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`{\"n\": 0}` | :1 n: expected an integer ≥ 1, found 0",
        "`{\"n\": 5}` | :1 h: expected a list, found nothing",
        "`{\"n\": 5, \"h\": [true]}` | :1 h[0]: expected an integer or a string, found true",
        "`{\"n\": 5, \"h\": [1]}` | :1 t: expected a number ≥ 0, found nothing",
        "`{\"n\": 5, \"h\": [1], \"t\": 1}` | :1 m: expected an integer ≥ 1, found nothing",
      })
  void timedTrace(String text, String message) throws IOException {
    refused(
        new DatasetOptions.TimedTrace(16, 1, "t", "n", "m", "h"),
        "t.jsonl",
        text,
        null,
        "t.jsonl" + message);
  }

  @Test
  void otherEncodingsAreRefused() throws IOException {
    byte[] utf16 = ("[" + TURNS + "]").getBytes(StandardCharsets.UTF_16);
    Path list = Files.write(folder.resolve("s.json"), utf16);
    assertThatThrownBy(() -> Datasets.of(spec(new DatasetOptions.ShareGpt(), list)).load())
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("s.json:1 [0]: expected UTF-8");
    Path csv =
        Files.write(
            folder.resolve("b.csv"),
            "T,Model,Request tokens,Response tokens\n1,Größe,1,1"
                .getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Datasets.of(spec(new DatasetOptions.BurstGpt(), csv)).load())
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("expected UTF-8");
    Path lines =
        Files.write(
            folder.resolve("c.jsonl"),
            "{\"prompt\": \"Größe\"}".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Datasets.of(spec(new DatasetOptions.Custom(), lines)).load())
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("c.jsonl:1: expected JSON in UTF-8");
  }

  @Test
  void aByteOrderMarkDoesNotShiftEntries() throws IOException {
    Path file = Files.writeString(folder.resolve("s.json"), "\uFEFF[{},\n  " + TURNS + "]");
    List<Prompt> prompts =
        Datasets.of(spec(new DatasetOptions.ShareGpt(), file)).prompts(sampling(null));
    assertThat(prompts).hasSize(2).allMatch(prompt -> prompt.text().startsWith("river stone"));
  }

  @Test
  void entriesBeyondTheParsersBufferAreFound() throws IOException {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      entries.add(TURNS.replace("river", "river " + i + " 日本"));
    }
    Path file =
        Files.writeString(folder.resolve("s.json"), "[" + String.join(" , \n", entries) + "]");
    ShareGptFile found = ShareGptFile.of(file);
    assertThat(found.size()).isEqualTo(3000);
    try (var from = found.open()) {
      for (int i : new int[] {2999, 0, 57, 1234}) {
        JsonPlace entry = found.entry(from, i);
        assertThat(entry.row()).isEqualTo("s.json:" + (i + 1));
        assertThat(entry.at("conversations").at(0).at("value").text())
            .startsWith("river " + i + " 日本 ");
      }
    }
  }

  @Test
  void aFileThatIsNotThereIsSaidBeforeItIsRead() {
    assertThatThrownBy(() -> Datasets.of(spec(new DatasetOptions.ShareGpt(), folder)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("dataset_path: expected a readable file, found none at");
  }

  private void refused(
      DatasetOptions options, String name, String text, @Nullable Integer output, String message)
      throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    assertThatThrownBy(
            () -> {
              Dataset dataset = Datasets.of(spec(options, file));
              dataset.load();
              dataset.prompts(sampling(output));
            })
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(message);
  }

  private static DatasetSpec spec(DatasetOptions options, Path file) {
    return new DatasetSpec("x", file, DatasetSpec.Rules.DEFAULT, options, null);
  }

  private static Dataset.Sampling sampling(@Nullable Integer output) {
    return new Dataset.Sampling(
        2,
        null,
        output,
        0,
        Tokenizers.open("src/test/resources/tokenizers/llmbench-small", Map.of(), w -> {}),
        done -> {},
        warning -> {});
  }
}
