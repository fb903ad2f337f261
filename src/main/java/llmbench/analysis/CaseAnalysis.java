// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.Case;
import llmbench.plan.Plan;
import llmbench.recording.RecordHeader;
import llmbench.recording.RecordMark;
import llmbench.recording.RecordReader;
import llmbench.recording.RequestRecord;
import llmbench.results.ResultContext;
import org.jspecify.annotations.Nullable;

/** Makes a case's result of its record file, and of nothing else but the plan. */
public final class CaseAnalysis {
  private final Path file;
  private final Plan plan;
  private final Window window;

  /**
   * An analysis of one file.
   *
   * @param plan the run's, or {@link RecordedPlan}
   * @param window what is looked at
   */
  public CaseAnalysis(Path file, Plan plan, Window window) {
    this.file = file;
    this.plan = plan;
    this.window = window;
  }

  /**
   * What a record file's header tells.
   *
   * @throws IOException if the file cannot be read, or is not what it should be; with its name
   */
  public static CaseStart start(Path file) throws IOException {
    try (RecordReader reader = RecordReader.open(file)) {
      return CaseStart.of(reader.header());
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads the records and computes. A file without end mark is that of a killed run: its result is
   * made of what is there.
   *
   * @throws IOException if the file cannot be read, or is not what it should be; with its name
   */
  public CaseResult result() throws IOException {
    return result(null);
  }

  /**
   * The same for a case whose end mark could not be written.
   *
   * @param knownEnd counts where the file has no end mark; null for none
   */
  public CaseResult result(@Nullable CaseEnd knownEnd) throws IOException {
    try {
      return analysed(knownEnd);
    } catch (UncheckedIOException e) {
      throw e.getCause() == null ? new IOException(e) : e.getCause();
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private CaseResult analysed(@Nullable CaseEnd knownEnd) throws IOException {
    Whole whole = Whole.read(file);
    CaseStart start = CaseStart.of(whole.header());
    CaseEnd written = whole.end() == null ? knownEnd : CaseEnd.of(whole.end());
    boolean killed = written == null && whole.header().formatVersion() > 1;
    CaseEnd end = written == null ? ofRecords(whole) : written;
    ServingMetrics metrics;
    try (RecordReader reader = RecordReader.open(file)) {
      Iterator<RequestRecord> records =
          reader.records().filter(r -> window.holds(r.sentNanos() - whole.startNanos())).iterator();
      metrics = ServingMetrics.of(records, plan.metrics());
    }
    Case benchCase = start.benchCase();
    List<String> events = new ArrayList<>(end.events());
    if (killed) {
      events.add("the run was killed before the case's end: this is made of the records it left");
    } else if (written == null) {
      events.add(
          "made of records of format version 1, which hold no options, model, tokenizer, versions,"
              + " notes or Gatling's counts: options have their defaults");
    }
    if (whole.cutLine() != null) {
      events.add(whole.cutLine());
    }
    Map<String, Object> sections = new LinkedHashMap<>();
    sections.put("events", List.copyOf(events));
    if (killed || end.interrupted()) {
      sections.put("unfinished", unfinished(whole.requests(), benchCase));
    }
    if (!window.whole()) {
      sections.put("window", window.toMap(whole.requests()));
    }
    sections.putAll(start.sections());
    sections.putAll(end.sections());
    boolean partial = whole.requests() < benchCase.numPrompts();
    ResultContext context =
        new ResultContext(
            plan,
            benchCase,
            start.modelId(),
            start.tokenizerId(),
            end.date(),
            start.simulated(),
            partial,
            start.versions(),
            whole.gatling() == null ? null : whole.gatling().values(),
            sections);
    return new CaseResult(
        start.batchStarted(), metrics, context, end.refused(), end.lost() > 0, events);
  }

  /** A killed case ended, for all we know, with its last record. */
  private static CaseEnd ofRecords(Whole whole) {
    Instant last =
        Instant.ofEpochMilli(whole.header().anchorEpochMillis()).plusNanos(whole.endNanos());
    ZonedDateTime date = last.atZone(ZoneId.systemDefault());
    return new CaseEnd(date, List.of(), false, false, 0, Map.of());
  }

  /**
   * Requests that were in flight when the case was ended from outside are not in its records; no
   * more than there are slots can have been, nor more than were left.
   */
  private static Map<String, Object> unfinished(int finished, Case benchCase) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("finished", finished);
    values.put(
        "unfinished_at_most", Math.min(benchCase.slots(), benchCase.numPrompts() - finished));
    return values;
  }

  /**
   * What only the whole file tells.
   *
   * @param requests that were finished
   * @param startNanos the earliest time that one was due or sent; 0 without records
   * @param endNanos the latest time that one ended; 0 without records
   */
  private record Whole(
      RecordHeader header,
      int requests,
      long startNanos,
      long endNanos,
      @Nullable RecordMark end,
      @Nullable RecordMark gatling,
      @Nullable String cutLine) {

    static Whole read(Path file) throws IOException {
      try (RecordReader reader = RecordReader.open(file)) {
        int requests = 0;
        long start = Long.MAX_VALUE;
        long end = 0;
        for (RequestRecord r = reader.read(); r != null; r = reader.read()) {
          requests += r.last() ? 1 : 0;
          start = Math.min(start, Math.min(r.intendedNanos(), r.sentNanos()));
          end = Math.max(end, r.endNanos());
        }
        return new Whole(
            reader.header(),
            requests,
            start == Long.MAX_VALUE ? 0 : start,
            end,
            reader.mark(RecordMark.END).orElse(null),
            reader.mark(RecordMark.GATLING).orElse(null),
            reader.cutLine().orElse(null));
      }
    }
  }
}
