// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import llmbench.analysis.CaseAnalysis;
import llmbench.analysis.CaseEnd;
import llmbench.analysis.CaseResult;
import llmbench.analysis.CaseStart;
import llmbench.analysis.Window;
import llmbench.calibration.ClientWarmup;
import llmbench.gatling.CaseSink;
import llmbench.gatling.RecordFinisher;
import llmbench.gatling.SessionState;
import llmbench.gatling.StopCause;
import llmbench.gatling.StreamEnd;
import llmbench.gatling.WallClock;
import llmbench.live.CaseFacts;
import llmbench.live.LiveCase;
import llmbench.live.LiveRun;
import llmbench.plan.Case;
import llmbench.recording.BodyLog;
import llmbench.recording.Outcome;
import llmbench.recording.Phase;
import llmbench.recording.RecordHeader;
import llmbench.recording.RecordLog;
import llmbench.recording.RequestRecord;
import llmbench.results.ResultContext;
import llmbench.session.TalkListener;
import org.jspecify.annotations.Nullable;

/** A case's records as they come in, and its figures when it has ended. */
final class CaseFile implements CaseSink {
  private static final int FINISHING_THREADS = 1;

  private final Setup setup;
  private final Case benchCase;
  private final PrintStream out;
  private final Path records;
  private final RecordLog<StreamEnd> log;
  private final @Nullable BodyLog bodies;
  private final LiveCase live;
  private final Progress progress;
  private final CaseTrust trust;
  private final @Nullable ClientWarmup warmup;
  private final ServerCase server;
  private final WorkTally work = new WorkTally();
  private ServerCase.Part serverPart = ServerCase.Part.NONE;
  private final List<String> notes = new ArrayList<>();
  private final TalkFile talk;
  private final Set<String> beside = new LinkedHashSet<>();
  private final Map<String, Object> load = new LinkedHashMap<>();
  private final long anchorNanos;
  private volatile long serverCountsFrom = Long.MIN_VALUE;
  private final Consumer<CaseFile> whenClosed;
  private boolean refused;
  private boolean interrupted;
  private @Nullable Map<String, Object> stopped;
  private @Nullable Map<String, Object> early;
  private int finished;
  private int cut;
  private final Object closing = new Object();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Opens the record log.
   *
   * @throws IOException if it cannot be made
   */
  CaseFile(
      Setup setup,
      Case benchCase,
      TalkFile talk,
      @Nullable ClientWarmup warmup,
      ServerSide serverSide,
      LiveRun liveRun,
      WallClock clock,
      Instant batchStarted,
      PrintStream out,
      Consumer<CaseFile> whenClosed)
      throws IOException {
    this.setup = setup;
    this.benchCase = benchCase;
    this.talk = talk;
    this.anchorNanos = clock.anchorNanos();
    this.out = out;
    this.whenClosed = whenClosed;
    this.warmup = warmup;
    this.trust = new CaseTrust(setup);
    this.records = RecordFiles.of(setup.plan(), benchCase);
    this.bodies =
        setup.plan().output().saveBodies()
            ? BodyLog.open(RecordFiles.bodies(setup.plan(), benchCase), this::note)
            : null;
    this.live = liveRun.open(facts(clock));
    this.progress = new Progress(out, Progress.Style.of(setup.plan()), live.tally());
    this.log =
        RecordLog.open(
            records,
            new RecordHeader(
                RecordHeader.FORMAT_VERSION,
                benchCase.name(),
                clock.anchorEpochMillis(),
                clock.anchorNanos(),
                benchCase.numPrompts(),
                start(batchStarted).toContext()),
            new RecordFinisher(
                setup.backend(),
                clock.anchorNanos(),
                setup.localTokenizer() ? setup.tokenizer()::count : null,
                setup.plan().output().saveDetailed(),
                setup.judge(),
                bodies,
                setup.secrets()),
            FINISHING_THREADS,
            this::recorded,
            failure -> note("records are incomplete: " + failure.getMessage()));
    this.server = serverSide.begin(benchCase, clock);
  }

  /** A record was written; told by one thread at a time. */
  private void recorded(RequestRecord record) {
    if (record.about().phase() != Phase.MEASURED) {
      work.addBeside(record);
      return;
    }
    live.ended(record);
    server.cache().add(record);
    work.add(record);
    talk.recorded(record);
    count(record);
  }

  private synchronized void count(RequestRecord record) {
    if (record.last()) {
      finished++;
      cut += record.outcome() == Outcome.INTERRUPTED ? 1 : 0;
    }
  }

  @Override
  public void ended(StreamEnd end) {
    if (!closed.get()) { // what ends while an interrupted run is being closed is too late
      log.append(end);
    }
  }

  @Override
  public void warmUpEnded() {
    long from = server.warmUpEnded();
    serverCountsFrom = from < 0 ? Long.MIN_VALUE : from - anchorNanos;
  }

  @Override
  public void loadBegins(List<EventLoop> loops, long beginNanos) {
    begins(beginNanos - anchorNanos);
    live.begins(beginNanos);
    trust.loadBegins(loops);
  }

  @Override
  public void counts(IntSupplier inFlight) {
    live.inFlight(inFlight);
  }

  @Override
  public void tells(SessionState state) {
    talk.tells(state);
  }

  @Override
  public TalkListener listens() {
    return talk.listener();
  }

  @Override
  public synchronized void note(String text) {
    if (!notes.contains(text)) {
      notes.add(text);
    }
  }

  /** Another case's load or finishing goes on at the same time. */
  synchronized void beside(String other) {
    beside.add(other);
  }

  /** The run is ended from outside. */
  synchronized void interrupted() {
    interrupted = true;
    note("interrupted");
  }

  /**
   * The run is being stopped: nothing more is sent, and what is in flight may end.
   *
   * @param cause who stopped it
   * @param inFlight requests
   */
  synchronized void stopping(String cause, int inFlight) {
    stopped = new LinkedHashMap<>();
    stopped.put("by", cause);
    stopped.put("in_flight", inFlight);
  }

  /** Whether the run's being stopped took requests away from the case. */
  private synchronized boolean cutShort() {
    return stopped != null && (cut > 0 || finished < benchCase.requests());
  }

  /**
   * Ends without waiting for anything but records that have come in: they are written, and the case
   * is marked as interrupted. No result is made.
   */
  void endAtOnce() {
    boolean first = closed.compareAndSet(false, true);
    try {
      log.close();
      if (first) {
        if (bodies != null) {
          bodies.close();
        }
        synchronized (this) {
          stopped = null; // what was in flight is not recorded
        }
        interrupted();
        end().toMark().appendTo(records);
      }
    } catch (IOException e) {
      out.println("WARNING: records are incomplete: " + e.getMessage());
    }
  }

  private synchronized boolean wasInterrupted() {
    return interrupted || stopped != null;
  }

  private synchronized void begins(long nanos) {
    load.put(CaseEnd.LOAD_BEGINS, nanos);
  }

  @Override
  public synchronized void durationEnded(int inFlight, int unsent) {
    if (closed.get()) { // all had ended before
      return;
    }
    load.put("in_flight_at_end", inFlight);
    load.put("unsent_at_end", unsent);
  }

  @Override
  public synchronized void endedEarly(StopCause cause, int inFlight, int unsent) {
    if (closed.get()) { // all had ended before
      return;
    }
    early = new LinkedHashMap<>();
    early.put("reason", cause.kind().key());
    early.put("why", cause.text());
    early.put(CaseResult.LIMIT, cause.kind().limit());
    early.put("in_flight", inFlight);
    early.put("unsent", unsent);
    note("stopped early: " + cause.text());
  }

  @Override
  public synchronized void refused(String text) {
    refused = true;
    note(text);
  }

  /**
   * A second caller waits for the first, so that an interrupted run ends with its result written.
   */
  @Override
  public void close() {
    synchronized (closing) {
      if (!closed.compareAndSet(false, true)) {
        return;
      }
      trust.loadEnded();
      server.loadEnded();
      try {
        log.close();
        if (bodies != null) {
          bodies.close();
        }
      } catch (IOException e) {
        note(String.valueOf(e.getMessage()));
      }
      progress.close();
      talk.shown();
      live.close();
      talk.write(this::note);
      if (!wasInterrupted()) { // a run that is being ended waits for no server
        trust.probeAgain();
      }
      server.close();
      whenClosed.accept(this);
    }
  }

  Case benchCase() {
    return benchCase;
  }

  private CaseFacts facts(WallClock clock) {
    return new CaseFacts(
        benchCase.name(),
        benchCase.requests(),
        setup.plan().load().duration(),
        setup.modelId(),
        setup.plan().target().backend(),
        setup.simulated(),
        clock.anchorEpochMillis());
  }

  /** What is known before the load. */
  private CaseStart start(Instant batchStarted) {
    Map<String, Object> sections = new LinkedHashMap<>();
    if (setup.engine() != null) {
      sections.put("engine", EngineSettings.of(setup.plan().engine()));
    }
    Map<String, Object> serverStart =
        setup.localServer() == null ? PointMark.serverStart() : setup.localServer().section();
    if (!serverStart.isEmpty()) {
      sections.put("server_start", serverStart);
    }
    sections.putAll(talk.before());
    return new CaseStart(
        batchStarted,
        benchCase,
        setup.modelId(),
        setup.tokenizerId(),
        setup.simulated(),
        Versions.all(),
        setup.plan().output().label(),
        setup.plan().output().metadata(),
        setup.plan().options(),
        sections);
  }

  /** What is known when the load has ended; sections that were measured belong here. */
  private synchronized CaseEnd end() {
    boolean cutShort = cutShort();
    if (!beside.isEmpty()) {
      note("measured beside " + String.join(", ", beside));
    }
    if (cutShort) {
      note("interrupted");
    }
    Map<String, Object> sections = new LinkedHashMap<>(serverPart.sections());
    if (!load.isEmpty()) {
      sections.put(CaseEnd.LOAD, load);
    }
    sections.putAll(talk.after());
    int atOnce = setup.plan().client().parallelCases();
    if (atOnce > 1) {
      sections.put(
          ResultContext.PARALLEL_CASES, Map.of("at_once", atOnce, "beside", List.copyOf(beside)));
    }
    sections.putAll(trust.sections(warmup == null ? null : warmup.result()));
    if (early != null) {
      sections.put(CaseResult.STOPPED_EARLY, early);
    }
    if (cutShort && stopped != null) {
      stopped.put("cut", cut);
      sections.put(CaseAnalysis.STOPPED, stopped);
    }
    return new CaseEnd(
        ZonedDateTime.now(ZoneId.systemDefault()),
        notes,
        refused,
        interrupted || cutShort,
        log.lost(),
        serverPart.decoding(),
        sections);
  }

  /** What the console says of the server's own times; empty for nothing. */
  String serverLine() {
    return serverPart.line();
  }

  /**
   * Reads the records back and computes.
   *
   * @throws IOException if they cannot be read
   */
  CaseResult result() throws IOException {
    work.countsFrom(serverCountsFrom); // all records are in
    serverPart = server.part(work, this::note);
    CaseEnd end = end();
    try {
      end.toMark().appendTo(records);
    } catch (IOException e) {
      note("records are incomplete: " + e.getMessage());
      end = end();
    }
    return new CaseAnalysis(records, setup.plan(), Window.ALL).result(end);
  }
}
