// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import llmbench.gatling.CaseSink;
import llmbench.gatling.RecordFinisher;
import llmbench.gatling.StreamEnd;
import llmbench.gatling.WallClock;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.Case;
import llmbench.recording.NanoClock;
import llmbench.recording.RecordHeader;
import llmbench.recording.RecordLog;
import llmbench.recording.RecordReader;
import llmbench.results.ResultContext;

/** A case's records as they come in, and its figures when it has ended. */
final class CaseFile implements CaseSink {
  private static final int FINISHING_THREADS = 1;

  private final Setup setup;
  private final Case benchCase;
  private final Path records;
  private final RecordLog<StreamEnd> log;
  private final Progress progress;
  private final ServerCase server;
  private final List<String> notes = new ArrayList<>();
  private final Consumer<CaseFile> whenClosed;
  private boolean refused;
  private final Object closing = new Object();
  private volatile boolean closed;

  /**
   * Opens the record log.
   *
   * @throws IOException if it cannot be made
   */
  CaseFile(
      Setup setup,
      Case benchCase,
      WallClock clock,
      PrintStream out,
      ServerSide serverSide,
      Consumer<CaseFile> whenClosed)
      throws IOException {
    this.setup = setup;
    this.benchCase = benchCase;
    this.whenClosed = whenClosed;
    this.records = RecordFiles.of(setup.plan(), benchCase);
    boolean shown = Terminal.watched() && !setup.plan().output().disableTqdm();
    this.progress =
        new Progress(out, shown, benchCase.name(), benchCase.numPrompts(), NanoClock.SYSTEM);
    this.log =
        RecordLog.open(
            records,
            new RecordHeader(
                RecordHeader.FORMAT_VERSION,
                benchCase.name(),
                clock.anchorEpochMillis(),
                benchCase.numPrompts()),
            new RecordFinisher(
                setup.backend(),
                clock.anchorNanos(),
                setup.localTokenizer() ? setup.tokenizer()::count : null,
                setup.plan().output().saveDetailed()),
            FINISHING_THREADS,
            progress::ended,
            failure -> note("records are incomplete: " + failure.getMessage()));
    this.server = serverSide.begin(benchCase, clock);
  }

  @Override
  public void ended(StreamEnd end) {
    if (!closed) { // what ends while an interrupted run is being closed is too late
      log.append(end);
    }
  }

  @Override
  public synchronized void note(String text) {
    if (!notes.contains(text)) {
      notes.add(text);
    }
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
      if (closed) {
        return;
      }
      closed = true;
      server.loadEnded();
      try {
        log.close();
      } catch (IOException e) {
        note(String.valueOf(e.getMessage()));
      }
      progress.close();
      server.close();
      whenClosed.accept(this);
    }
  }

  Case benchCase() {
    return benchCase;
  }

  /**
   * Reads the records back and computes.
   *
   * @throws IOException if they cannot be read
   */
  CaseResult result() throws IOException {
    ServingMetrics metrics;
    try (RecordReader reader = RecordReader.open(records)) {
      metrics =
          ServingMetrics.of(
              server.cache().over(reader.records().iterator()), setup.plan().metrics());
      reader.cutLine().ifPresent(this::note);
    }
    boolean partial = metrics.sent() < benchCase.numPrompts();
    ServerCase.Part serverPart = server.part(metrics, this::note);
    List<String> said;
    boolean wasRefused;
    synchronized (this) {
      said = List.copyOf(notes);
      wasRefused = refused;
    }
    Map<String, Object> sections = new LinkedHashMap<>();
    sections.put("events", said);
    if (setup.engine() != null) {
      sections.put("engine", EngineSettings.of(setup.plan().engine()));
    }
    sections.putAll(serverPart.sections());
    return new CaseResult(
        metrics,
        new ResultContext(
            setup.plan(),
            benchCase,
            setup.modelId(),
            setup.tokenizerId(),
            Instant.now(),
            setup.engine() != null,
            partial,
            Versions.all(),
            null,
            serverPart.decoding(),
            sections),
        serverPart.line(),
        wasRefused,
        log.lost() > 0,
        said);
  }
}
