// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogMergeTest {
  private static final RequestPath PATH = new RequestPath(List.of("io3x4_mc2_np4"), "request");

  @TempDir Path folder;

  @Test
  void sameCountsAgree() throws IOException {
    LogMerge merge =
        LogMerge.ofRequests(counts(3, 3), SimulationLog.read(SimulationLogTest.GOLDEN), PATH);
    assertThat(merge.agree()).isTrue();
    assertThat(merge.sentence())
        .isEqualTo("records and Gatling's log agree on io3x4_mc2_np4 / request: 3 OK and 3 KO");
    assertThat(merge.toMap())
        .containsExactly(
            entry("request", "io3x4_mc2_np4 / request"),
            entry("records_ok", 3L),
            entry("records_ko", 3L),
            entry("gatling_ok", 3L),
            entry("gatling_ko", 3L),
            entry("agree", true),
            entry("note", merge.sentence()));
  }

  @Test
  void sameTotalWithOtherOutcomesDiffers() throws IOException {
    LogMerge merge =
        LogMerge.ofRequests(counts(4, 2), SimulationLog.read(SimulationLogTest.GOLDEN), PATH);
    assertThat(merge.agree()).isFalse();
    assertThat(merge.sentence())
        .isEqualTo(
            "records and Gatling's log differ on io3x4_mc2_np4 / request: records have 4 OK and 2"
                + " KO, Gatling has 3 OK and 3 KO; as many in all: an answer that proves broken when it"
                + " is read whole, after its end, counts as OK in Gatling's log");
  }

  @Test
  void logsThatAreNotWholeAreNamedAsTheReason() {
    RecordCounts records = new RecordCounts(new OkKo(2, 0), new OkKo(2, 0), "r.jsonl:3: cut");
    LogMerge merge = LogMerge.ofRequests(records, log(new OkKo(1, 0), "sim.log: cut"), PATH);
    assertThat(merge.sentence())
        .endsWith(
            "Gatling has 1 OK and 0 KO; Gatling's log is not whole (sim.log: cut); the records are"
                + " not whole (r.jsonl:3: cut)");
  }

  @Test
  void wrongNameIsMendedByTheNamesThatAreThere() {
    RecordCounts records = new RecordCounts(new OkKo(2, 0), new OkKo(2, 0), null);
    LogMerge merge = LogMerge.ofRequests(records, log(new OkKo(2, 0), null), RequestPath.of("x"));
    assertThat(merge.agree()).isFalse();
    assertThat(merge.sentence())
        .endsWith("; Gatling's log has requests only under io3x4_mc2_np4 / request");
  }

  @Test
  void repeatedRequestCountsOnceByItsLastTryAndTwiceByTries() throws IOException {
    Path file = folder.resolve("case.jsonl");
    try (RecordLog<RequestRecord> log = RecordLog.open(file, RecordLogTest.HEADER)) {
      log.append(RandomRecords.completed(0, 2));
    }
    Files.writeString(
        file,
        """
        {"index":1,"last":false,"id":"","intended":1,"sent":2,"end":3,"asked_prompt":4,\
        "asked_output":5,"prompt_tokens":6,"prompt_from":"none","output_tokens":0,\
        "output_from":"none","outcome":"cut"}
        {"index":1,"attempt":1,"id":"","intended":1,"sent":2,"end":3,"asked_prompt":4,\
        "asked_output":5,"prompt_tokens":6,"prompt_from":"none","output_tokens":7,\
        "output_from":"none","outcome":"completed"}
        {"index":2,""",
        StandardOpenOption.APPEND);
    RecordCounts counts = RecordCounts.read(file);
    assertThat(counts)
        .isEqualTo(
            new RecordCounts(
                new OkKo(2, 0), new OkKo(2, 1), file + ":5: the last line is cut and was ignored"));
    SimulationLog log = log(new OkKo(2, 1), null);
    assertThat(LogMerge.ofTries(counts, log, PATH).agree()).isTrue();
    assertThat(LogMerge.ofRequests(counts, log, PATH).agree()).isFalse();
  }

  private static RecordCounts counts(long ok, long ko) {
    return new RecordCounts(new OkKo(ok, ko), new OkKo(99, 99), null);
  }

  private static SimulationLog log(OkKo count, @Nullable String incomplete) {
    return new SimulationLog(
        "S",
        0,
        Map.of(),
        Map.of(PATH, new SimulationLog.Rows(count, 0, 1, Map.of())),
        Map.of(),
        Map.of(),
        incomplete);
  }
}
