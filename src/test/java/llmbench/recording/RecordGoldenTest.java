// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import static llmbench.recording.RecordAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Seals the format: a file of each version must load for ever, and this version writes its own to
 * the byte. Each file was written by this test with {@code -Dgolden.update=true} when its version
 * was the newest; from then on it never changes.
 */
class RecordGoldenTest {
  private static final Path V1 = Path.of("src/test/resources/golden/records/v1.jsonl");
  private static final Path V2 = Path.of("src/test/resources/golden/records/v2.jsonl");
  private static final RecordHeader HEADER_V1 =
      new RecordHeader(1, "io3x4_mc2_np4", 1_780_000_000_123L, null, 4, Map.of());
  private static final RecordHeader HEADER_V2 =
      new RecordHeader(
          2, "io3x4_mc2_np4", 1_780_000_000_123L, -987_654_321_000L, 4, Values.everyKind());
  private static final RecordMark END =
      new RecordMark(RecordMark.END, Map.of("sections", Values.everyKind()));

  private static final List<RequestRecord> RECORDS =
      List.of(
          record(0, 0, true, chunks(30, 45, 60, 75), "eo2f", Outcome.COMPLETED, null, "stop"),
          record(1, 0, true, chunks(31, 46, 46, 76), "o4", Outcome.COMPLETED, null, "length"),
          record(2, 0, false, chunks(), "", Outcome.HTTP_ERROR, "过载 \"retry\"\n", null),
          record(2, 1, true, chunks(90), "o", Outcome.CUT, "no end mark \uD83D\uDE00", null));

  @TempDir Path folder;
  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @Test
  void versionOneLoads() throws IOException {
    try (RecordReader reader = RecordReader.open(V1)) {
      assertThat(reader.header()).isEqualTo(HEADER_V1);
      assertSame(reader.records().toList(), RECORDS);
      assertThat(reader.cutLine()).isEmpty();
      assertThat(reader.mark(RecordMark.END)).isEmpty();
    }
  }

  @Test
  void versionTwoLoads() throws IOException {
    try (RecordReader reader = RecordReader.open(V2)) {
      assertThat(reader.header()).isEqualTo(HEADER_V2);
      assertThat(reader.header().context().keySet())
          .containsExactlyElementsOf(Values.everyKind().keySet());
      assertSame(reader.records().toList(), RECORDS);
      assertThat(reader.mark(RecordMark.END)).contains(END);
      assertThat(reader.mark(RecordMark.GATLING)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"und", "en-US", "ru-RU", "ar-EG-u-nu-arab"})
  void versionTwoIsWrittenToTheByte(String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));
    Path file = folder.resolve("v2.jsonl");
    try (RecordLog<RequestRecord> log = RecordLog.open(file, HEADER_V2)) {
      RECORDS.forEach(log::append);
    }
    END.appendTo(file);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(V2.getParent());
      Files.copy(file, V2, StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(file).hasSameTextualContentAs(V2);
    assertThat(Files.readAllBytes(file)).isEqualTo(Files.readAllBytes(V2));
  }

  private static long[] chunks(int... millis) {
    long[] nanos = new long[millis.length];
    for (int i = 0; i < millis.length; i++) {
      nanos[i] = millis[i] * 1_000_000L + i;
    }
    return nanos;
  }

  private static RequestRecord record(
      int index,
      int attempt,
      boolean last,
      long[] chunks,
      String kinds,
      Outcome outcome,
      @Nullable String error,
      @Nullable String finish) {
    boolean failed = chunks.length == 0;
    return new RequestRecord(
        index,
        attempt,
        last,
        "bench-" + index,
        1_000_000,
        1_250_000,
        failed ? -1 : 29_000_000,
        99_999_999,
        chunks,
        ChunkKindRuns.decode(kinds, chunks.length),
        3,
        4,
        failed ? 3 : 5,
        failed ? TokenSource.NONE : TokenSource.USAGE,
        chunks.length,
        failed ? TokenSource.NONE : index == 1 ? TokenSource.TOKENIZER : TokenSource.USAGE,
        outcome,
        failed ? 503 : 200,
        error,
        finish,
        index == 1 ? 16 : -1,
        index == 1 ? "推理 ok" : null,
        -1,
        -1,
        new int[0],
        RequestAbout.NONE);
  }
}
