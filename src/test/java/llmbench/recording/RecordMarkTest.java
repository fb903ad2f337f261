// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import static llmbench.recording.RecordAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordMarkTest {
  @TempDir Path folder;

  @Test
  void ofMarksWithOneNameTheLastCountsAndRecordsAreAsBefore() throws IOException {
    Path file = log();
    new RecordMark("end", Map.of("n", 1)).appendTo(file);
    new RecordMark("gatling", Map.of("records_ok", 3)).appendTo(file);
    new RecordMark("end", Map.of("n", 2)).appendTo(file);
    try (RecordReader reader = RecordReader.open(file)) {
      assertSame(reader.records().toList(), records());
      assertThat(reader.mark("end")).contains(new RecordMark("end", Map.of("n", 2)));
      assertThat(reader.mark("gatling").orElseThrow().values()).containsEntry("records_ok", 3);
      assertThat(reader.mark("other")).isEmpty();
      assertThat(reader.cutLine()).isEmpty();
    }
    long cancelled =
        records().stream().filter(record -> record.outcome() == Outcome.CANCELLED).count();
    assertThat(RecordCounts.read(file).tries().total()).isEqualTo(20 - cancelled);
  }

  @Test
  void aMarkCutAnywhereLeavesTheMarkBefore() throws IOException {
    Path file = log();
    new RecordMark("end", Map.of("n", 1)).appendTo(file);
    long before = Files.size(file);
    new RecordMark("end", Map.of("n", 2)).appendTo(file);
    byte[] whole = Files.readAllBytes(file);
    for (int length = (int) before + 1; length < whole.length - 1; length++) {
      Path cut = folder.resolve("cut.jsonl");
      Files.write(cut, java.util.Arrays.copyOf(whole, length));
      try (RecordReader reader = RecordReader.open(cut)) {
        assertThat(reader.records()).hasSize(20);
        assertThat(reader.mark("end").orElseThrow().values()).containsEntry("n", 1);
        assertThat(reader.cutLine()).isPresent();
      }
      assertThatThrownBy(() -> new RecordMark("end", Map.of()).appendTo(cut))
          .isInstanceOf(RecordFormatException.class)
          .hasMessageContaining("the last line is cut");
    }
  }

  @Test
  void aBrokenMarkIsAnErrorWithItsLine() throws IOException {
    Path file = log();
    Files.writeString(file, "{\"mark\":5}\n", StandardOpenOption.APPEND);
    try (RecordReader reader = RecordReader.open(file)) {
      assertThatThrownBy(() -> reader.records().toList())
          .hasMessageContaining(file + ":22: mark: expected a text, found 5");
    }
  }

  @Test
  void everyValueIsWrittenBackWithTheSameCharacters() throws IOException {
    Path file = log();
    RecordMark mark = new RecordMark("end", Values.everyKind());
    mark.appendTo(file);
    List<String> lines = Files.readAllLines(file);
    try (RecordReader reader = RecordReader.open(file)) {
      assertThat(reader.records()).hasSize(20);
      RecordMark read = reader.mark("end").orElseThrow();
      assertThat(read).isEqualTo(mark);
      read.appendTo(file);
    }
    List<String> again = Files.readAllLines(file);
    assertThat(again.get(again.size() - 1)).isEqualTo(lines.get(lines.size() - 1));
  }

  private static List<RequestRecord> records() {
    RandomRecords random = new RandomRecords(7);
    return java.util.stream.IntStream.range(0, 20).mapToObj(i -> random.next(i, 5)).toList();
  }

  private Path log() throws IOException {
    Path file = folder.resolve("case.jsonl");
    try (RecordLog<RequestRecord> log = RecordLog.open(file, RecordLogTest.HEADER)) {
      records().forEach(log::append);
    }
    return file;
  }
}
