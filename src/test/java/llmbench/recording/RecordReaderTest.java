// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import static llmbench.recording.RecordAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordReaderTest {
  private static final String HEADER_LINE =
      """
      {"format":"llmbench-records","version":1,"case":"c","anchor_epoch_ms":5,"num_prompts":2}
      """;
  private static final String SMALLEST =
      """
      {"index":0,"id":"","intended":1,"sent":2,"end":3,"asked_prompt":4,"asked_output":5,\
      "prompt_tokens":6,"prompt_from":"none","output_tokens":7,"output_from":"none",\
      "outcome":"cut"}
      """;

  @TempDir Path folder;

  @Test
  void fileCutAtAnyByteGivesEveryWholeRecordBeforeTheCut() throws IOException {
    Path whole = folder.resolve("whole.jsonl");
    try (RecordLog<RequestRecord> log = RecordLog.open(whole, RecordLogTest.HEADER)) {
      RandomRecords random = new RandomRecords(7);
      log.append(RandomRecords.completed(0, 20));
      log.append(RandomRecords.completed(1, 0));
      log.append(random.next(2, 5));
    }
    byte[] bytes = Files.readAllBytes(whole);
    List<RequestRecord> records = RecordLogTest.readAll(whole);
    Path cut = folder.resolve("cut.jsonl");
    int headerLength = indexOf(bytes, 1);
    for (int length = 0; length <= bytes.length; length++) {
      Files.write(cut, Arrays.copyOf(bytes, length));
      if (length < headerLength) {
        assertThatThrownBy(() -> RecordReader.open(cut))
            .isInstanceOf(RecordFormatException.class)
            .hasMessageContaining("cut.jsonl");
        continue;
      }
      try (RecordReader reader = RecordReader.open(cut)) {
        List<RequestRecord> read = reader.records().toList();
        int wholeLines = wholeRecords(bytes, length);
        assertSame(read, records.subList(0, wholeLines));
        boolean atLineEnd = length == headerLength || length == indexOf(bytes, wholeLines + 1);
        boolean afterFeed = bytes[length - 1] == '\n';
        assertThat(reader.cutLine().isPresent()).isEqualTo(!atLineEnd && !afterFeed);
      }
    }
  }

  /** Bytes before the n-th line feed. */
  private static int indexOf(byte[] bytes, int n) {
    int seen = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n' && ++seen == n) {
        return i;
      }
    }
    throw new AssertionError();
  }

  /** Records whose closing brace lies before the cut. */
  private static int wholeRecords(byte[] bytes, int length) {
    int whole = 0;
    while (whole < 3 && indexOf(bytes, whole + 2) <= length) {
      whole++;
    }
    return whole;
  }

  @Test
  void cutLineIsNamed() throws IOException {
    Path file = write(HEADER_LINE + SMALLEST + "{\"index\":1,\"id\":\"b");
    try (RecordReader reader = RecordReader.open(file)) {
      assertThat(reader.cutLine()).isEmpty();
      assertThat(reader.records()).hasSize(1);
      assertThat(reader.cutLine()).contains(file + ":3: the last line is cut and was ignored");
    }
  }

  @Test
  void missingKeysHaveTheirDefaults() throws IOException {
    try (RecordReader reader = RecordReader.open(write(HEADER_LINE + SMALLEST))) {
      assertThat(reader.read())
          .usingRecursiveComparison()
          .isEqualTo(
              new RequestRecord(
                  0,
                  0,
                  true,
                  "",
                  1,
                  2,
                  -1,
                  3,
                  new long[0],
                  new byte[0],
                  4,
                  5,
                  6,
                  TokenSource.NONE,
                  7,
                  TokenSource.NONE,
                  Outcome.CUT,
                  0,
                  null,
                  null,
                  -1,
                  null,
                  -1,
                  -1,
                  new int[0],
                  RequestAbout.NONE));
      assertThat(reader.read()).isNull();
      assertThat(reader.read()).isNull();
    }
  }

  @Test
  void unknownKeysAndEmptyLinesArePassedOver() throws IOException {
    String later = SMALLEST.replace("\"id\"", "\"new\":{\"a\":[1,{}]},\"id\"");
    Path file = write(HEADER_LINE.replace("\"case\"", "\"new\":[1],\"case\"") + "\r\n" + later);
    try (RecordReader reader = RecordReader.open(file)) {
      assertThat(reader.header().caseName()).isEqualTo("c");
      assertThat(reader.records()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'index':0| no valid JSON",
        "[1]| no JSON object",
        "nonsense| no valid JSON",
        "{}| missing index, id, intended",
        "{'index':'a'}| index: expected a whole number, found a",
        "{'index':1.5}| index: expected a whole number, found 1.5",
        "{'index':4294967296}| index: expected a number of 32 bits, found 4294967296",
        "{'sent':99999999999999999999}| no valid JSON",
        "{'id':null}| id: expected a text, found null",
        "{'last':1}| last: expected true or false, found 1",
        "{'gaps':5}| gaps: expected a list of whole numbers, found 5",
        "{'gaps':[1,'x']}| gaps: expected a whole number, found x",
        "{'outcome':'fine'}| outcome: expected one of completed, http_error,",
        "{'prompt_from':'guess'}| expected one of usage, tokenizer, none, found guess",
        "{} {}| more than one JSON object",
      })
  void brokenLineInTheMiddleIsNamed(String line, String message) throws IOException {
    Path file = write(HEADER_LINE + SMALLEST + line.replace('\'', '"') + "\n" + SMALLEST);
    try (RecordReader reader = RecordReader.open(file)) {
      assertThat(reader.read()).isNotNull();
      assertThatThrownBy(reader::read)
          .isInstanceOf(RecordFormatException.class)
          .hasMessageStartingWith(file + ":3: ")
          .hasMessageContaining(message);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'gaps':[1,2]| gaps without first",
        "'first':1,'kinds':'o2'| kinds \"o2\" do not fit 1 chunks",
        "'first':1,'gaps':[1],'kinds':'o'| kinds \"o\" do not fit 2 chunks",
        "'first':1,'kinds':'9'| kinds \"9\" do not fit 1 chunks",
        "'first':1,'kinds':'o0o'| kinds \"o0o\" do not fit 1 chunks",
        "'first':1,'kinds':'o99999999999'| do not fit 1 chunks",
      })
  void chunksThatDoNotFitAreNamed(String chunks, String message) throws IOException {
    String line = SMALLEST.replace("\"end\"", chunks.replace('\'', '"') + ",\"end\"");
    try (RecordReader reader = RecordReader.open(write(HEADER_LINE + line))) {
      assertThatThrownBy(() -> reader.records().toList())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(":2: ")
          .hasMessageContaining(message);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"format\":\"llmbench-records\",\"version\":3}| :1: format version 3, but this llmbench"
            + " reads up to 2: use the llmbench that wrote it, or a newer one",
        "{\"format\":\"llmbench-records\",\"version\":0}| :1: no such format version: 0",
        "{\"format\":\"llmbench-records\",\"version\":1}| :1: missing case, anchor_epoch_ms",
        "{\"format\":\"llmbench-records\",\"version\":2,\"case\":\"c\",\"anchor_epoch_ms\":5,"
            + "\"num_prompts\":2}| :1: missing anchor_nanos",
        "{\"format\":\"other\"}| :1: no header of a record file",
        "hello| :1: no valid JSON",
        "''| empty, expected the header of a record file",
      })
  void whatIsNoHeaderIsRefused(String line, String message) throws IOException {
    Path file = write(line + "\n");
    assertThatThrownBy(() -> RecordReader.open(file))
        .isInstanceOf(RecordFormatException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("case.jsonl"), text);
  }
}
