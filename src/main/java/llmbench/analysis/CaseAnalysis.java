// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import llmbench.metrics.BesideTally;
import llmbench.metrics.ServingMetrics;
import llmbench.metrics.StreamFigures;
import llmbench.metrics.StreamTally;
import llmbench.plan.Case;
import llmbench.plan.Plan;
import llmbench.plan.RequestRate.Ramp;
import llmbench.recording.Outcome;
import llmbench.recording.RecordCounts;
import llmbench.recording.RecordHeader;
import llmbench.recording.RecordMark;
import llmbench.recording.RecordReader;
import llmbench.recording.RequestRecord;
import llmbench.results.ResultContext;
import org.jspecify.annotations.Nullable;

/** Makes a case's result of its record file, and of nothing else but the plan. */
public final class CaseAnalysis {
  /** The section of a case whose run was stopped and waited for what was in flight. */
  public static final String STOPPED = "stopped";

  /** The section of a case that was killed, or ended without waiting. */
  static final String UNFINISHED = "unfinished";

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
    Whole whole = new Whole(plan.load().arrivals().rampUp());
    ServingMetrics metrics = window.whole() ? measured(whole) : measuredInWindow(whole);
    RecordHeader header = Objects.requireNonNull(whole.header);
    CaseStart start = CaseStart.of(header);
    CaseEnd written = whole.end == null ? knownEnd : CaseEnd.of(whole.end);
    boolean killed = written == null && header.formatVersion() > 1;
    CaseEnd end = written == null ? ofRecords(header, whole) : written;
    Case benchCase = start.benchCase();
    List<String> events = new ArrayList<>(end.events());
    if (killed) {
      events.add("the run was killed before the case's end: this is made of the records it left");
    } else if (written == null) {
      events.add(
          "made of records of format version 1, which hold no options, model, tokenizer, versions,"
              + " notes or Gatling's counts: options have their defaults");
    }
    if (whole.cutLine != null) {
      events.add(whole.cutLine);
    }
    Map<String, Object> sections = new LinkedHashMap<>();
    sections.put("events", List.copyOf(events));
    if (killed || (end.interrupted() && !end.sections().containsKey(STOPPED))) {
      sections.put(UNFINISHED, unfinished(whole, benchCase));
    }
    if (!window.whole()) {
      sections.put("window", window.toMap(whole.requests));
    }
    StreamFigures streams = whole.streams.figures(plan.metrics().percentiles());
    sections.putAll(StreamSections.of(streams, plan.metrics().answers()));
    sections.putAll(BesideSections.of(whole.beside));
    sections.putAll(start.sections());
    sections.putAll(end.sections());
    Trust.complete(sections, metrics, streams, plan);
    TalkFigures talk = whole.talk.complete(plan.dataset().options(), sections);
    // Nobody knows how many there would have been.
    boolean untold = plan.load().duration() != null || plan.dataset().options().inSessions();
    boolean ended =
        killed
            || end.interrupted()
            || sections.containsKey(STOPPED)
            || sections.containsKey(CaseResult.STOPPED_EARLY);
    boolean cutEarly =
        sections.containsKey(CaseResult.STOPPED_EARLY) && metrics.cancelled().requests() > 0;
    boolean partial =
        whole.cut > 0 || cutEarly || (untold ? ended : whole.requests < benchCase.requests());
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
            whole.gatling == null ? null : whole.gatling.values(),
            vllms(whole, start, end),
            sections);
    return new CaseResult(
        start.batchStarted(),
        metrics,
        context,
        end,
        whole.counts.counts(whole.cutLine),
        events,
        talk);
  }

  /** Figures that vLLM has only of some runs, in its order. */
  private static Map<String, Object> vllms(Whole whole, CaseStart start, CaseEnd end) {
    Map<String, Object> figures = BesideSections.probeKeys(whole.beside);
    if (whole.ramp != null) {
      figures.put(
          RampChanges.KEY,
          whole.ramp.events(
              Objects.requireNonNull(whole.header),
              start.benchCase().requests(),
              CaseEnd.loadBegan(whole.end),
              end.date().getZone()));
    }
    figures.putAll(end.decoding());
    return figures;
  }

  private ServingMetrics measured(Whole whole) throws IOException {
    try (RecordReader reader = RecordReader.open(file).beside(whole.beside::add)) {
      ServingMetrics metrics =
          ServingMetrics.of(
              reader
                  .records()
                  .peek(whole::add)
                  .peek(whole.streams::add)
                  .peek(whole.talk::add)
                  .iterator(),
              plan.metrics(),
              () -> CaseEnd.loadBegan(reader.mark(RecordMark.END).orElse(null)));
      whole.finish(reader);
      return metrics;
    }
  }

  /** The case's start must be known before its window can be. */
  private ServingMetrics measuredInWindow(Whole whole) throws IOException {
    try (RecordReader reader = RecordReader.open(file).beside(whole.beside::add)) {
      reader.records().forEach(whole::add);
      whole.finish(reader);
    }
    try (RecordReader reader = RecordReader.open(file)) {
      return ServingMetrics.of(
          reader
              .records()
              .filter(r -> window.holds(r.sentNanos() - whole.startNanos))
              .peek(whole.streams::add)
              .peek(whole.talk::add)
              .iterator(),
          plan.metrics());
    }
  }

  /** A killed case ended, for all we know, with its last record. */
  private static CaseEnd ofRecords(RecordHeader header, Whole whole) {
    Instant last = Instant.ofEpochMilli(header.anchorEpochMillis()).plusNanos(whole.endNanos);
    ZonedDateTime date = last.atZone(ZoneId.systemDefault());
    return new CaseEnd(date, List.of(), false, false, 0, Map.of(), Map.of());
  }

  /**
   * Requests that were in flight when the case was ended from outside are not in its records.
   * Prompts are taken in order, so each that is missing below the last one seen was; and no more
   * than there are slots can have been, nor more than were left.
   */
  private static Map<String, Object> unfinished(Whole whole, Case benchCase) {
    int finished = whole.requests;
    int most = Math.min(benchCase.slots(), benchCase.requests() - finished);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("finished", finished);
    values.put("unfinished_at_least", Math.min(most, whole.taken - finished));
    values.put("unfinished_at_most", most);
    return values;
  }

  /** What only the whole file tells. */
  private static final class Whole {
    private final StreamTally streams = new StreamTally();
    private final BesideTally beside = new BesideTally();
    private final TalkSections talk = new TalkSections();
    private final RecordCounts.Tally counts = new RecordCounts.Tally();
    private final @Nullable RampChanges ramp;
    private @Nullable RecordHeader header;
    private @Nullable RecordMark end;
    private @Nullable RecordMark gatling;
    private @Nullable String cutLine;
    private int requests;
    private int cut;
    private int taken;
    private long startNanos = Long.MAX_VALUE;
    private long endNanos;

    Whole(@Nullable Ramp ramp) {
      this.ramp = ramp == null ? null : new RampChanges(ramp);
    }

    void add(RequestRecord r) {
      if (ramp != null) {
        ramp.add(r);
      }
      requests += r.last() ? 1 : 0;
      cut += r.last() && r.outcome() == Outcome.INTERRUPTED ? 1 : 0;
      taken = Math.max(taken, r.index() + 1);
      counts.add(r);
      startNanos = Math.min(startNanos, Math.min(r.intendedNanos(), r.sentNanos()));
      endNanos = Math.max(endNanos, r.endNanos());
    }

    void finish(RecordReader reader) {
      header = reader.header();
      end = reader.mark(RecordMark.END).orElse(null);
      gatling = reader.mark(RecordMark.GATLING).orElse(null);
      cutLine = reader.cutLine().orElse(null);
    }
  }
}
