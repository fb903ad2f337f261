// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import llmbench.dataset.DatasetException;
import llmbench.dataset.JsonPlace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same rows come out of every format ({@code datasets/rows.py}); what is broken says where. */
class RowFileTest {
  private static final Path FOLDER = Path.of("src/test/resources/datasets/rows");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private static List<JsonPlace> rows(Path path) {
    List<JsonPlace> rows = new ArrayList<>();
    try (RowFile.Open file = RowFile.of(path).open()) {
      for (Optional<JsonPlace> row = file.next(); row.isPresent(); row = file.next()) {
        rows.add(row.get());
      }
    }
    return rows;
  }

  private static List<JsonNode> nodes(Path path) {
    return rows(path).stream().map(JsonPlace::node).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flat.json",
        "flat.jsonl.gz",
        "flat.json.gz",
        "flat.jsonl.zst",
        "flat.jsonl.xz",
        "flat.jsonl.bz2",
        "flat-none.parquet",
        "flat-snappy.parquet",
        "flat-gzip.parquet",
        "flat-zstd.parquet",
        "flat-lz4.parquet",
        "flat-v2.parquet"
      })
  void everyFormatHasTheSameRows(String file) throws IOException {
    List<JsonNode> expected = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve("flat.jsonl"))) {
      expected.add(JSON.readTree(line));
    }
    assertThat(nodes(FOLDER.resolve(file))).isEqualTo(expected).hasSize(4);
    assertThat(RowFile.of(FOLDER.resolve(file)).size()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"flat.csv", "flat.tsv"})
  void cellsOfCsvAreTexts(String file) throws IOException {
    List<JsonNode> rows = nodes(FOLDER.resolve(file));
    assertThat(rows).hasSize(4);
    assertThat(rows.get(1))
        .isEqualTo(
            JSON.readTree(
                "{\"id\": \"b\", \"text\": \"Two lines:\\nand \\\"quotes\\\", and a comma\","
                    + " \"score\": \"1.25\"}"));
    assertThat(rows.get(2).get("text").isNull()).isTrue();
    assertThat(RowFile.of(FOLDER.resolve(file)).size()).isEqualTo(4);
  }

  @Test
  void parquetGivesListsStructsAndBytes() throws IOException {
    List<JsonPlace> rows = rows(FOLDER.resolve("nested.parquet"));
    assertThat(rows).hasSize(7);
    assertThat(rows.get(4).row()).isEqualTo("nested.parquet row 4");
    JsonNode row = rows.get(4).node();
    assertThat(row.get("image").get("bytes").binaryValue()).containsExactly(4, -1, 0);
    assertThat(row.get("image").get("bytes").isBinary()).isTrue();
    assertThat(row.get("image").get("path").textValue()).isEqualTo("4.png");
    assertThat(row.get("turns"))
        .isEqualTo(JSON.readTree("[[{\"role\":\"user\",\"content\":\"Question 4\"}],[]]"));
    assertThat(row.get("choices")).isEqualTo(JSON.readTree("{\"A\":\"one\",\"B\":null}"));
    assertThat(row.get("nothing").get(1).isNull()).isTrue();
    assertThat(row.get("ratio").doubleValue()).isEqualTo(1.0);
    assertThat(row.get("good").booleanValue()).isTrue();
    assertThat(rows.get(1).node().get("nothing").isNull()).isTrue();
    assertThat(rows.get(3).node().get("turns")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nested.parquet", "flat.json", "flat.jsonl.zst", "flat.csv"})
  void rowsLeftOutAreThoseThatWouldHaveCome(String file) {
    List<JsonPlace> all = rows(FOLDER.resolve(file));
    for (int left = 0; left <= all.size(); left++) {
      try (RowFile.Open open = RowFile.of(FOLDER.resolve(file)).open()) {
        assertThat(open.skip(left)).isEqualTo(left);
        Optional<JsonPlace> next = open.next();
        assertThat(next)
            .isEqualTo(left < all.size() ? Optional.of(all.get(left)) : Optional.empty());
        assertThat(open.skip(100)).isEqualTo(Math.max(0, all.size() - left - 1));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a.jsonl | {\"a\": 1}§null§ | a.jsonl:2: expected an object, found null",
        "a.jsonl | {\"a\": 1}§[1]§ | a.jsonl:2: expected an object, found a list",
        "a.json  | [{\"a\": 1},§ 7] | a.json:2 [1]: expected an object, found a number",
        "a.jsonl | {\"a\": 1}§{\"a\": tru}§ | a.jsonl:2: expected JSON in UTF-8, found Unrecognized"
            + " token 'tru': was expecting (JSON String, Number, Array, Object or token 'null',"
            + " 'true' or 'false')",
        "a.csv   | a,b§1,2§1,2,3§ | a.csv:3: expected 2 columns, found 3",
        "a.parquet | PAR1 nothing | a.parquet: expected whole Parquet, found a file that does not end as one; it"
            + " may be cut short",
        "a.txt | x | a.txt: expected a name that ends in .parquet, .jsonl, .json, .csv or .tsv, the"
            + " text ones also with .gz, .zst, .xz or .bz2",
      })
  void brokenFilesSayWhere(String name, String content, String message) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, content.replace('§', '\n'));
    assertThatThrownBy(() -> rows(file))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jsonl", "a.csv"})
  void anotherEncodingIsRefused(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, "{\"text\": \"ab\"}\n".getBytes(StandardCharsets.UTF_16));
    assertThatThrownBy(() -> rows(file))
        .isInstanceOf(DatasetException.class)
        .hasMessage(name + ":1: expected UTF-8, found another encoding");
  }

  @Test
  void latinIsRefusedWithItsLine() throws IOException {
    Path file = folder.resolve("a.jsonl");
    Files.write(
        file,
        "{\"text\": \"ab\"}\n{\"text\": \"\u00e4b\"}\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> rows(file))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("a.jsonl:2: expected JSON in UTF-8, found Invalid UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "zstd"})
  void parquetCutShortIsRefused(String codec) throws IOException {
    byte[] whole = Files.readAllBytes(FOLDER.resolve("flat-" + codec + ".parquet"));
    Path file = folder.resolve("a.parquet");
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> rows(file))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            "a.parquet: expected whole Parquet, found a file that does not end as one; it may be cut"
                + " short");
    for (int i = 20; i < 160; i++) {
      whole[i] ^= 0x55;
    }
    Files.write(file, whole);
    assertThatThrownBy(() -> rows(file))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("a.parquet");
  }

  @Test
  void compressionCutShortIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(FOLDER.resolve("flat.jsonl.gz"));
    Path file = folder.resolve("a.jsonl.gz");
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> rows(file))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("a.jsonl.gz");
  }

  /** 2 GiB in a line: a megabyte compressed once, written 2048 times. */
  @ParameterizedTest
  @ValueSource(strings = {"long.jsonl.gz", "long.csv.gz"})
  void aLineOfTwoGibibytesIsRefusedUnread(String name) throws IOException {
    Path file = folder.resolve(name);
    byte[] some = gzip("x".repeat(1 << 20));
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(gzip(name.contains("csv") ? "text\n" : "{\"text\": \""));
      for (int i = 0; i < 2048; i++) {
        out.write(some);
      }
    }
    assertThatThrownBy(() -> rows(file))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(name + ":")
        .hasMessageEndingWith(": expected rows of at most 128 MiB, found a longer one");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
