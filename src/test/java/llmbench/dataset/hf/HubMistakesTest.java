// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.dataset.Dataset;
import llmbench.dataset.DatasetException;
import llmbench.dataset.Datasets;
import llmbench.dataset.Prompt;
import llmbench.hub.StandInHub;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.plan.HubColumns;
import llmbench.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sets of the Hub that are of no use, sets whose columns are named, and sets that are fetched. */
class HubMistakesTest {
  private static final DatasetSpec.Rules KEPT = new DatasetSpec.Rules(true, true, true, false);

  @TempDir Path folder;

  private static DatasetOptions.Hub hub(@Nullable String name, @Nullable HubColumns columns) {
    return new DatasetOptions.Hub(
        null,
        "Lin-Chen/MMStar".equals(name) ? "train" : null,
        name,
        false,
        columns,
        new DatasetOptions.Range(0, 1),
        new DatasetOptions.Range(0, Double.POSITIVE_INFINITY),
        List.of("simple"),
        null);
  }

  private static Dataset dataset(Path path, DatasetOptions.Hub options) {
    return Datasets.of(new DatasetSpec("hf", path, KEPT, options, null), Map.of(), f -> {});
  }

  private static List<Prompt> prompts(Dataset dataset) {
    return dataset.prompts(
        new Dataset.Sampling(
            9,
            null,
            null,
            0,
            Tokenizers.open("src/test/resources/tokenizers/llmbench-small", Map.of(), w -> {}),
            done -> {},
            warning -> {}));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "philschmid/mt-bench | train.jsonl | {\"a\": 1, \"b\": 2}§ | train.jsonl:1: expected a column"
            + " \"turns\", found a, b",
        "philschmid/mt-bench | train.jsonl | {\"turns\": [\"x\"]}§{\"turns\": null}§ | train.jsonl:2"
            + " turns: expected a list, found null",
        "philschmid/mt-bench | train.jsonl | {\"turns\": [\"x\"]}§null§ | train.jsonl:2: expected an"
            + " object, found null",
        "philschmid/mt-bench | train.jsonl | ~~ | dataset_path: expected a row of"
            + " philschmid/mt-bench that can be used, found none",
        "philschmid/mt-bench | train.csv | turns§ | dataset_path: expected a row of"
            + " philschmid/mt-bench that can be used, found none",
        "vdaita/edit_5k_char | train.csv | code,change_request,norm_distance§a,b,near§ |"
            + " train.csv:2 norm_distance: expected a number, found a string",
        "AI-MO/NuminaMath-CoT | train.json | [{\"problem\": \"x\", \"solution\": 7}] | train.json:1"
            + " [0] solution: expected a string, found 7",
        "Lin-Chen/MMStar | data.jsonl | {\"question\": \"x\", \"image\": 7}§ | data.jsonl:1 image:"
            + " expected an image as {bytes, path}, bytes or a path, found 7",
        "openslr/librispeech_asr | train.jsonl | {\"audio\": {\"path\": \"no.flac\"}}§ |"
            + " dataset_path: expected the file no.flac below FOLDER, found none",
        "gorilla-llm/Berkeley-Function-Calling-Leaderboard | BFCL_v3_other.json | {}§ |"
            + " bfcl_categories: expected categories that have a file BFCL_v3_CATEGORY.json, found"
            + " \"simple\"",
        "openai/gsm8k | test.jsonl | {\"q\": \"x\"}§ | test.jsonl:1: expected a column \"question\","
            + " found q",
        "philschmid/mt-bench | notes.txt | x | dataset_path: expected files that end in .parquet,"
            + " .jsonl, .json, .csv or .tsv, found notes.txt",
      })
  void badFilesAreRefusedWithOneMessage(String id, String name, String content, String message)
      throws IOException {
    Files.writeString(folder.resolve(name), content.replace('§', '\n'));
    Dataset dataset = dataset(folder, hub(id, null));
    assertThatThrownBy(
            () -> {
              dataset.load();
              prompts(dataset);
            })
        .isInstanceOf(DatasetException.class)
        .hasMessage(message.replace("FOLDER", folder.toString()));
  }

  @Test
  void wrongColumnsAreToldWhenTheSetIsLoaded() throws IOException {
    Files.writeString(folder.resolve("train.jsonl"), "{\"a\": 1}\n");
    Dataset dataset = dataset(folder, hub("philschmid/mt-bench", null));
    assertThatThrownBy(dataset::load)
        .isInstanceOf(DatasetException.class)
        .hasMessage("train.jsonl:1: expected a column \"turns\", found a");
  }

  @Test
  void anUnknownSetIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> dataset(folder, hub(null, null)))
        .hasMessageStartingWith("dataset_path: expected, or hf_name to say, one of AI-MO/")
        .hasMessageEndingWith(
            "; or hf_prompt_column or hf_messages_column for any other set; found \""
                + folder
                + "\"");
    assertThatThrownBy(() -> dataset(Path.of("/no/such/folder"), hub("openai/gsm8k", null)).load())
        .hasMessage(
            "dataset_path: expected a folder, a file or a Hub id such as openai/gsm8k, found neither"
                + " at /no/such/folder");
  }

  @Test
  void columnsOfAnySetCanBeNamed() throws IOException {
    Path file = folder.resolve("own.jsonl");
    Files.writeString(
        file,
        """
        {"talk": [{"v": "river stone light"}, {"v": "garden copper window"}], "rule": "Be brief.", "a.b": "x"}
        {"talk": [{"v": "morning paper"}, {"v": "bridge"}], "rule": null, "a.b": "y"}
        """);
    List<Prompt> made =
        prompts(
            dataset(
                file, hub(null, new HubColumns("talk.0.v", "talk.1.v", "rule", null, null, null))));
    assertThat(made).hasSize(2);
    assertThat(made.get(0).parts().messages())
        .containsExactly(
            Map.of("role", "system", "content", "Be brief."),
            Map.of("role", "user", "content", "river stone light"));
    assertThat(made.get(0).text()).isEqualTo("Be brief.\n\nriver stone light");
    assertThat(made.get(1).text()).isEqualTo("morning paper");
    assertThat(made.get(1).parts().messages()).isEmpty();
    assertThat(made.get(1).outputLen()).isPositive().isLessThan(made.get(0).outputLen());
    assertThat(
            prompts(dataset(file, hub(null, new HubColumns("a.b", null, null, null, null, null)))))
        .extracting(Prompt::text, Prompt::outputLen)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("x", 256),
            org.assertj.core.groups.Tuple.tuple("y", 256));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nope     | own.jsonl:1: expected a column \"nope\", found talk, n",
        "talk.9.v | own.jsonl:1 talk[9]: expected a value, found nothing",
        "talk.0.w | own.jsonl:1 talk[0].w: expected a value, found nothing",
        "talk     | own.jsonl:1 talk: expected a string, found a list",
        "n        | own.jsonl:1 n: expected a string, found null",
      })
  void columnsThatAreNotThereAreTold(String column, String message) throws IOException {
    Path file = folder.resolve("own.jsonl");
    Files.writeString(file, "{\"talk\": [{\"v\": \"river\"}], \"n\": null}\n");
    HubColumns columns = new HubColumns(column, null, null, null, null, null);
    assertThatThrownBy(() -> prompts(dataset(file, hub(null, columns)))).hasMessage(message);
  }

  @Test
  void chatsAreSentAsTheyAre() throws IOException {
    Path file = folder.resolve("chats.jsonl");
    Files.writeString(
        file,
        "{\"m\": [{\"role\": \"system\", \"content\": \"a\"}, {\"role\": \"user\", \"content\":"
            + " [{\"type\": \"text\", \"text\": \"b\"}], \"name\": \"n\"}]}\n{\"m\": [\"x\"]}\n");
    Dataset set = dataset(file, hub(null, new HubColumns(null, null, null, null, "m", null)));
    assertThatThrownBy(() -> prompts(set))
        .hasMessage("chats.jsonl:2 m[0]: expected a message as {role, content}, found a string");
    Files.writeString(file, Files.readAllLines(file).get(0) + "\n");
    assertThat(prompts(set).get(0).parts().messages())
        .containsExactly(
            Map.of("role", "system", "content", "a"),
            Map.of(
                "role",
                "user",
                "content",
                List.of(Map.of("type", "text", "text", "b")),
                "name",
                "n"));
  }

  @Test
  void aSetOfTheHubIsFetched() throws IOException {
    try (StandInHub hub =
        new StandInHub("philschmid/mt-bench")
            .with("README.md", "# Set\n".getBytes(StandardCharsets.UTF_8))
            .with("raw/notes.txt", new byte[1])
            .with("train.jsonl", "{\"turns\": [\"river\"]}\n".getBytes(StandardCharsets.UTF_8))) {
      Map<String, String> environment =
          Map.of("HF_ENDPOINT", hub.endpoint(), "HF_HOME", folder.toString());
      List<String> said = new ArrayList<>();
      Dataset set =
          Datasets.of(
              new DatasetSpec("hf", Path.of("philschmid/mt-bench"), KEPT, hub(null, null), null),
              environment,
              said::add);
      set.load();
      assertThat(prompts(set)).extracting(Prompt::text).containsExactly("river");
      assertThat(hub.asked).noneMatch(asked -> asked.contains("notes.txt"));
      assertThat(said).contains("Fetching train.jsonl (0.0 MB) from " + hub.endpoint());
    }
  }

  @Test
  void aHubThatRefusesIsTheOneMessage() throws IOException {
    try (StandInHub hub = new StandInHub("philschmid/mt-bench")) {
      hub.statuses.add(401);
      Dataset set =
          Datasets.of(
              new DatasetSpec("hf", Path.of("philschmid/mt-bench"), KEPT, hub(null, null), null),
              Map.of("HF_ENDPOINT", hub.endpoint(), "HF_HOME", folder.toString()),
              said -> {});
      assertThatThrownBy(set::load)
          .isInstanceOf(DatasetException.class)
          .hasMessage(
              "dataset_path: the hub at "
                  + hub.endpoint()
                  + " refused \"philschmid/mt-bench\" (HTTP 401): it is not there, or it is private"
                  + " or gated; set HF_TOKEN to a token that may read it");
    }
  }
}
