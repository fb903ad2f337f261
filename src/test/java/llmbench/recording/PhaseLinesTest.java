// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import static llmbench.recording.RecordAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests beside the load stand in the records without being among the measured ones. */
class PhaseLinesTest {
  @TempDir Path folder;

  @Test
  void requestsBesideTheLoadAreReadApart() throws IOException {
    RandomRecords random = new RandomRecords(3);
    List<RequestRecord> measured = new ArrayList<>();
    List<RequestRecord> beside = new ArrayList<>();
    Path file = folder.resolve("case.jsonl");
    try (RecordLog<RequestRecord> log = RecordLog.open(file, RecordLogTest.HEADER)) {
      for (int i = 0; i < 80; i++) {
        RequestRecord record = random.next(i, 20);
        Phase phase = List.of(Phase.MEASURED, Phase.WARMUP, Phase.COOLDOWN, Phase.PROBE).get(i % 4);
        if (phase == Phase.MEASURED) {
          measured.add(record);
        } else {
          record = of(record, phase);
          beside.add(record);
        }
        log.append(record);
      }
    }
    List<RequestRecord> told = new ArrayList<>();
    try (RecordReader reader = RecordReader.open(file).beside(told::add)) {
      assertSame(reader.records().toList(), measured);
      assertSame(told, beside);
      assertThat(reader.mark("probe")).isEmpty();
    }
    assertThat(RecordCounts.read(file).tries().ok() + RecordCounts.read(file).tries().ko())
        .isLessThanOrEqualTo(measured.size());
    assertThat(Files.readAllLines(file))
        .as("to a reader that knows no phases they are marks")
        .filteredOn(line -> line.startsWith("{\"mark\":\"warmup\",\"index\":"))
        .hasSize(20);
  }

  private static RequestRecord of(RequestRecord r, Phase phase) {
    return new RequestRecord(
        r.index(),
        r.attempt(),
        r.last(),
        r.requestId(),
        r.intendedNanos(),
        r.sentNanos(),
        r.headersNanos(),
        r.endNanos(),
        r.chunkNanos(),
        r.chunkKinds(),
        r.askedPromptTokens(),
        r.askedOutputTokens(),
        r.promptTokens(),
        r.promptTokensFrom(),
        r.outputTokens(),
        r.outputTokensFrom(),
        r.outcome(),
        r.httpStatus(),
        r.error(),
        r.finishReason(),
        r.cachedPromptTokens(),
        r.generatedText(),
        r.writtenNanos(),
        r.reasoningTokens(),
        r.chunkTokens(),
        r.about().withPhase(phase));
  }
}
