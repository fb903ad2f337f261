// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import static llmbench.metrics.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import llmbench.metrics.RepeatStats;
import llmbench.plan.Case;
import llmbench.plan.Plan;
import llmbench.recording.RecordHeader;
import llmbench.recording.RecordLog;
import llmbench.recording.RecordMark;
import llmbench.recording.RequestRecord;
import llmbench.results.RepeatedCase;
import llmbench.results.ResultContext;
import llmbench.results.ResultWriter;
import llmbench.results.RunOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseAnalysisTest {
  private static final Case CASE = new Case(1, 8, 2, 4, 3);
  private static final ZonedDateTime DATE =
      Instant.parse("2026-01-31T23:30:00.123Z").atZone(ZoneId.of("Asia/Tokyo"));

  @TempDir Path folder;

  @Test
  void everythingComesFromTheFile() throws IOException {
    Path file = log(CASE, Instant.EPOCH, 3);
    Map<String, Object> measured = new LinkedHashMap<>();
    measured.put("z", 1);
    measured.put("a", Map.of("x", List.of(0.1, 2)));
    end(List.of("something happened"), false, false, 0, measured).toMark().appendTo(file);
    new RecordMark(RecordMark.GATLING, Map.of("agree", true)).appendTo(file);

    CaseResult result = analysis(file).result();

    ResultContext context = result.context();
    assertThat(result.outcome()).isEqualTo(RunOutcome.OK);
    assertThat(result.notes()).containsExactly("something happened");
    assertThat(context.partial()).isFalse();
    assertThat(context.modelId()).isEqualTo("the model");
    assertThat(context.tokenizerId()).isNull();
    assertThat(context.simulated()).isTrue();
    assertThat(context.date()).isEqualTo(DATE);
    assertThat(context.versions()).containsEntry("java", "17");
    assertThat(context.gatlingCounts()).containsEntry("agree", true);
    assertThat(context.sections().keySet())
        .containsExactly(
            "events",
            "phases",
            "reasoning",
            "tokens_per_chunk",
            "lengths",
            "engine",
            "z",
            "a",
            "suspect");
    assertThat(context.sections()).containsEntry("a", measured.get("a"));
    Path written = ResultWriter.write(result.metrics(), context);
    assertThat(Files.readString(written))
        .startsWith("{\"date\":\"20260201-083000\"")
        .contains("\"label\":\"1.10\"", "\"tp\":\"010\"")
        .contains("\"z\":1,\"a\":{\"x\":[0.1,2]}");
  }

  @Test
  void withoutEndMarkTheCaseWasKilledUnlessItsEndIsKnown() throws IOException {
    Path file = log(CASE, Instant.EPOCH, 1);
    CaseResult killed = analysis(file).result();
    assertThat(killed.outcome()).isEqualTo(RunOutcome.INTERRUPTED);
    assertThat(killed.notes()).singleElement().asString().contains("the run was killed");
    assertThat(killed.context().sections().get("unfinished"))
        .isEqualTo(Map.of("finished", 1, "unfinished_at_least", 0, "unfinished_at_most", 2));
    assertThat(killed.context().date().toInstant()).isEqualTo(Instant.ofEpochMilli(1_020));

    CaseResult known = analysis(file).result(end(List.of("disk full"), false, false, 2, Map.of()));
    assertThat(known.outcome()).isEqualTo(RunOutcome.INTERNAL_ERROR);
    assertThat(known.notes()).containsExactly("disk full");
    assertThat(known.context().sections()).doesNotContainKey("unfinished");

    end(List.of("written"), true, false, 0, Map.of()).toMark().appendTo(file);
    CaseResult written =
        analysis(file).result(end(List.of("disk full"), false, false, 2, Map.of()));
    assertThat(written.notes()).containsExactly("written");
    assertThat(written.outcome()).isEqualTo(RunOutcome.REFUSED);
  }

  @Test
  void aCaseIsWholeWithAllThatItsDataSetGave() throws IOException {
    Path file = log(CASE.withGiven(2), Instant.EPOCH, 2);
    end(List.of(), false, false, 0, Map.of()).toMark().appendTo(file);
    CaseResult result = analysis(file).result();
    assertThat(result.outcome()).isEqualTo(RunOutcome.OK);
    assertThat(result.benchCase()).isEqualTo(CASE.withGiven(2));
    assertThat(result.benchCase().slots()).isEqualTo(2);
    assertThat(Files.readString(ResultWriter.write(result.metrics(), result.context())))
        .contains("\"num_prompts\":3")
        .contains("The data set gave 2 requests where 3 were asked for.");
    assertThat(CASE.withGiven(3)).isEqualTo(CASE);
  }

  @Test
  void aCutLastLineIsSaid() throws IOException {
    Path file = log(CASE, Instant.EPOCH, 2);
    Files.writeString(file, "{\"index\":2,\"id", StandardOpenOption.APPEND);
    CaseResult result = analysis(file).result();
    assertThat(result.metrics().sent()).isEqualTo(2);
    assertThat(result.notes()).anyMatch(note -> note.endsWith("was ignored"));
    assertThat(result.context().sections().get("events")).isEqualTo(result.notes());
  }

  @Test
  void aBrokenMarkIsNamedWithFileAndKey() throws IOException {
    Path file = log(CASE, Instant.EPOCH, 3);
    new RecordMark(RecordMark.END, Map.of("zone", "Nowhere/Nowhere")).appendTo(file);
    assertThatThrownBy(() -> analysis(file).result())
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": end.zone: expected a time zone, found Nowhere/Nowhere");
  }

  @Test
  void repeatsOfOneBatchAreTakenTogetherAndOnlyWholeOnesCount() throws IOException {
    Instant now = Instant.parse("2026-01-31T12:00:00Z");
    List<CaseResult> results =
        List.of(
            result(CASE.withRun(3), now, 3),
            result(CASE, now, 3),
            result(CASE.withRun(2), now, 2),
            result(CASE.withRun(4), now.minusSeconds(100), 3),
            result(new Case(2, 9, 9, 4, 3), now, 3));
    List<RepeatedCase> repeated = Repeats.of(results);
    assertThat(repeated).hasSize(1);
    assertThat(repeated.get(0).benchCase()).isEqualTo(CASE);
    assertThat(repeated.get(0).runs()).isEqualTo(2);
    assertThat(repeated.get(0).leftOut()).containsExactly("io8x2_mc4_np3_run2");
    assertThat(repeated.get(0).figures().get("mean_ttft_ms"))
        .extracting(RepeatStats::mean)
        .isEqualTo(10.0);
  }

  private CaseResult result(Case benchCase, Instant batch, int records) throws IOException {
    Path file = log(benchCase, batch, records);
    end(List.of(), false, false, 0, Map.of()).toMark().appendTo(file);
    return analysis(file).result();
  }

  private static CaseEnd end(
      List<String> events,
      boolean refused,
      boolean interrupted,
      long lost,
      Map<String, Object> sections) {
    return new CaseEnd(DATE, events, refused, interrupted, lost, Map.of(), sections);
  }

  private CaseAnalysis analysis(Path file) throws IOException {
    Plan plan = RecordedPlan.of(file, CaseAnalysis.start(file), Map.of(), folder);
    return new CaseAnalysis(file, plan, Window.ALL);
  }

  /** A log as a run leaves it before the case has ended. */
  @Test
  void requestsMissingBelowTheLastOneSeenWereInFlight() throws IOException {
    CaseResult killed = analysis(log(CASE, Instant.EPOCH, new int[] {2})).result();
    assertThat(killed.context().sections().get("unfinished"))
        .isEqualTo(Map.of("finished", 1, "unfinished_at_least", 2, "unfinished_at_most", 2));
  }

  private Path log(Case benchCase, Instant batch, int records) throws IOException {
    return log(benchCase, batch, IntStream.range(0, records).toArray());
  }

  private Path log(Case benchCase, Instant batch, int[] indexes) throws IOException {
    CaseStart start =
        new CaseStart(
            batch,
            benchCase,
            "the model",
            null,
            true,
            Map.of("java", "17"),
            "1.10",
            Map.of("tp", "010"),
            Map.of("model", "m"),
            Map.of("engine", Map.of("engine_seed", 5)));
    RecordHeader header =
        new RecordHeader(
            RecordHeader.FORMAT_VERSION,
            benchCase.name(),
            1_000,
            0L,
            benchCase.numPrompts(),
            start.toContext());
    Path file = RecordFolder.fileOf(folder, benchCase);
    try (RecordLog<RequestRecord> log = RecordLog.open(file, header)) {
      for (int index : indexes) {
        log.append(request(index).sentAt(0).output(10, 20).build());
      }
    }
    return file;
  }
}
