// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import llmbench.dataset.DatasetException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files are of the splits that the {@code datasets} library says ({@code hub_layouts.py}). */
class HubLayoutTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path GOLDEN =
      Path.of("src/test/resources/datasets/goldens/hub-layouts.jsonl");

  @TestFactory
  Stream<DynamicTest> splitsAreThoseOfTheLibrary() throws IOException {
    return Files.readAllLines(GOLDEN).stream()
        .map(line -> DynamicTest.dynamicTest(line, () -> check(JSON.readTree(line))));
  }

  private static void check(JsonNode golden) {
    String readme =
        golden.get(1).isNull()
            ? ""
            : "---\nconfigs:\n- config_name: some\n  data_files: " + golden.get(1) + "\n---\n";
    HubLayout layout = new HubLayout(texts(golden.get(0)), readme);
    golden
        .get(2)
        .fieldNames()
        .forEachRemaining(
            split ->
                assertThat(layout.files(null, split))
                    .as(split)
                    .isEqualTo(texts(golden.get(2).get(split))));
    assertThatThrownBy(() -> layout.files(null, "none such"))
        .hasMessage(
            "hf_split: expected one of "
                + String.join(", ", names(golden.get(2)))
                + ", found \"none such\"");
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static final String TWO =
      """
      ---
      license: mit
      configs:
      - config_name: en
        data_dir: english
      - config_name: de
        data_files:
        - split: train
          path: german/*.jsonl
      ---
      # Set
      """;
  private static final List<String> FILES =
      List.of("english/train.jsonl", "english/test.jsonl", "german/a.jsonl", "x/LICENSE");

  @Test
  void subsetsAreThoseOfTheCard() {
    HubLayout layout = new HubLayout(FILES, TWO);
    assertThat(layout.files("en", "test")).containsExactly("english/test.jsonl");
    assertThat(layout.files("de", null)).containsExactly("german/a.jsonl");
    HubLayout marked = new HubLayout(FILES, TWO.replace("data_dir", "default: true\n  data_dir"));
    assertThat(marked.files(null, "train")).containsExactly("english/train.jsonl");
  }

  @Test
  void withoutACardAFolderIsASubset() {
    assertThat(new HubLayout(FILES, "# no card").files("german", null))
        .containsExactly("german/a.jsonl");
  }

  @Test
  void mostFilesDecideTheFormat() {
    List<String> files = List.of("train_1.json", "train_2.jsonl", "train_3.csv", "train.md");
    assertThat(new HubLayout(files, "").files(null, null))
        .containsExactly("train_1.json", "train_2.jsonl");
    assertThat(new HubLayout(List.of("train.csv", "train.parquet"), "").files(null, null))
        .containsExactly("train.parquet");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "fr | -     | hf_subset: expected one of en, de, found \"fr\"",
        "-  | -     | hf_subset: expected one of en, de, found none",
        "en | -     | hf_split: expected one of train, test, found none",
        "en | valid | hf_split: expected one of train, test, found \"valid\"",
      })
  void whatIsNotThereIsToldWithWhatIs(
      @Nullable String subset, @Nullable String split, String message) {
    HubLayout layout = new HubLayout(FILES, TWO);
    assertThatThrownBy(() -> layout.files(subset, split))
        .isInstanceOf(DatasetException.class)
        .hasMessage(message);
  }

  @Test
  void withoutFilesOrWithABrokenCardThereIsOneMessage() {
    assertThatThrownBy(() -> new HubLayout(List.of("a.txt", "b.zip"), "").files(null, null))
        .hasMessage(
            "dataset_path: expected files that end in .parquet, .jsonl, .json, .csv or .tsv, found"
                + " a.txt, b.zip");
    assertThatThrownBy(() -> new HubLayout(List.of(), "").files(null, null))
        .hasMessageEndingWith("found none");
    assertThatThrownBy(() -> new HubLayout(FILES, "").files("fr", null))
        .hasMessage("hf_subset: expected one of english, german, x, found \"fr\"");
    assertThatThrownBy(() -> new HubLayout(FILES, "---\nconfigs: [\n---\n"))
        .hasMessageStartingWith("README.md:1: expected YAML between the lines ---, found ");
    assertThatThrownBy(
            () -> new HubLayout(FILES, "---\nconfigs:\n- config_name: a\n  data_files: 7\n---\n"))
        .hasMessage(
            "README.md configs[0].data_files: expected data_files as a pattern, a list of patterns,"
                + " or a list of {split, path}, found 7");
  }
}
