// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code docs/config.md}, the code and vLLM agree, key by key. */
class ConfigDocsTest {
  /** A row of the document's tables. */
  private record Row(
      String value, String defaultText, String flag, String vllmDefault, String note) {}

  private static final Map<String, Row> ROWS = rows();
  private static final Map<String, String> VLLM = vllm();

  @Test
  void everyKeyIsDocumentedAndNothingElse() {
    assertThat(ROWS.keySet())
        .containsExactlyInAnyOrderElementsOf(KeyIndex.all().stream().map(Key::name).toList());
  }

  @Test
  void everyOptionOfVllmIsKnown() {
    assertThat(VLLM).hasSize(101);
    assertThat(new TreeSet<>(ROWS.keySet())).containsAll(VLLM.keySet());
  }

  @TestFactory
  Stream<DynamicTest> rowSaysWhatTheCodeDoes() {
    return KeyIndex.all().stream()
        .map(key -> DynamicTest.dynamicTest(key.name(), () -> assertRow(key)));
  }

  private static void assertRow(Key<?> key) {
    Row row = Objects.requireNonNull(ROWS.get(key.name()));
    assertThat(row.value()).isEqualTo(key.type().expected());
    assertThat(row.defaultText()).isEqualTo(key.defaultText() == null ? "–" : key.defaultText());
    String vllmDefault = VLLM.get(key.name());
    if (vllmDefault == null) {
      assertThat(row.flag()).isEqualTo("–");
      assertThat(row.vllmDefault()).isEqualTo("–");
      assertThat(key.built()).as("only vLLM's options can be unbuilt").isTrue();
      return;
    }
    assertThat(row.flag()).isEqualTo("--" + key.name().replace('_', '-'));
    assertThat(row.vllmDefault()).isEqualTo(vllmDefault.equals("-") ? "–" : vllmDefault);
    boolean random = key.name().equals("request_id_prefix");
    if (key.built() && !random && !row.defaultText().equals(row.vllmDefault())) {
      assertThat(row.note()).as("a default other than vLLM's is named").contains("Differs");
    }
    if (!key.built() && !key.name().equals("save_result")) {
      assertThat(key.defaultValue())
          .as("what is not built has vLLM's default")
          .isEqualTo(vllmDefault.equals("-") ? null : valueOf(key, vllmDefault));
    }
  }

  private static <T> @Nullable T valueOf(Key<T> key, String text) {
    String quoted = key.name().equals("random_mm_bucket_config") ? '"' + text + '"' : text;
    return Key.unbuilt(key.name(), key.type(), quoted, "").defaultValue();
  }

  private static Map<String, Row> rows() {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (String line : lines("docs/config.md")) {
      String[] cells = line.split(" \\| ", -1);
      if (cells.length == 7 && cells[0].startsWith("| `")) {
        Row before =
            rows.put(
                plain(cells[0].substring(2)),
                new Row(cells[1], plain(cells[3]), plain(cells[4]), plain(cells[5]), cells[6]));
        assertThat(before).as(cells[0]).isNull();
      }
    }
    return rows;
  }

  private static String plain(String cell) {
    return cell.replace("`", "");
  }

  private static Map<String, String> vllm() {
    Map<String, String> options = new LinkedHashMap<>();
    for (String line : lines("src/test/resources/config/vllm-0.32-options.tsv")) {
      if (!line.startsWith("#")) {
        String[] cells = line.split("\t", 2);
        options.put(cells[0], cells[1]);
      }
    }
    return options;
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
