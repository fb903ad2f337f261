// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import llmbench.recording.Phase;
import llmbench.recording.RecordHeader;
import llmbench.recording.RecordLog;
import llmbench.recording.RequestRecord;
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
  private final TalkFile talk;
  private final CaseEvents events;
  private final long anchorNanos;
  private volatile long serverCountsFrom = Long.MIN_VALUE;
  private final Consumer<CaseFile> whenClosed;
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
    this.events = new CaseEvents(benchCase.requests());
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
    events.count(record);
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
    events.loadBegins(beginNanos - anchorNanos);
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
  public void note(String text) {
    events.note(text);
  }

  /** Another case's load or finishing goes on at the same time. */
  void beside(String other) {
    events.beside(other);
  }

  /** The run is ended from outside. */
  void interrupted() {
    events.interrupted();
  }

  /**
   * The run is being stopped: nothing more is sent, and what is in flight may end.
   *
   * @param cause who stopped it
   * @param inFlight requests
   */
  void stopping(String cause, int inFlight) {
    events.stopping(cause, inFlight);
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
        events.stoppedAtOnce();
        end().toMark().appendTo(records);
      }
    } catch (IOException e) {
      out.println("WARNING: records are incomplete: " + e.getMessage());
    }
  }

  @Override
  public void durationEnded(int inFlight, int unsent) {
    if (!closed.get()) { // else all had ended before
      events.durationEnded(inFlight, unsent);
    }
  }

  @Override
  public void endedEarly(StopCause cause, int inFlight, int unsent) {
    if (!closed.get()) { // else all had ended before
      events.endedEarly(cause, inFlight, unsent);
    }
  }

  @Override
  public void refused(String text) {
    events.refused(text);
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
      if (!events.interruptedOrStopped()) { // a run that is being ended waits for no server
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
  private CaseEnd end() {
    Map<String, Object> sections = new LinkedHashMap<>(serverPart.sections());
    sections.putAll(events.load());
    sections.putAll(talk.after());
    sections.putAll(events.parallelCases(setup.plan().client().parallelCases()));
    sections.putAll(trust.sections(warmup == null ? null : warmup.result()));
    return events.end(sections, log.lost(), serverPart.decoding());
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
