// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final Case benchmarkCase;
  private final WallClock clock;
  private final Path records;
  private final RecordLog<StreamEnd> log;
  private final Progress progress;
  private final List<String> notes = new ArrayList<>();
  private final Consumer<CaseFile> whenClosed;
  private boolean closed;

  /**
   * Opens the record log.
   *
   * @throws IOException if it cannot be made
   */
  CaseFile(
      Setup setup,
      Case benchmarkCase,
      WallClock clock,
      PrintStream out,
      Consumer<CaseFile> whenClosed)
      throws IOException {
    this.setup = setup;
    this.benchmarkCase = benchmarkCase;
    this.clock = clock;
    this.whenClosed = whenClosed;
    this.records = setup.folder().records(benchmarkCase.name());
    boolean shown = Terminal.watched() && !setup.plan().output().disableTqdm();
    this.progress =
        new Progress(
            out, shown, benchmarkCase.name(), benchmarkCase.numPrompts(), NanoClock.SYSTEM);
    this.log =
        RecordLog.open(
            records,
            new RecordHeader(
                RecordHeader.FORMAT_VERSION,
                benchmarkCase.name(),
                clock.anchorEpochMillis(),
                benchmarkCase.numPrompts()),
            new RecordFinisher(
                setup.backend(),
                clock.anchorNanos(),
                setup.localTokenizer() ? setup.tokenizer()::count : null,
                setup.plan().output().saveDetailed()),
            FINISHING_THREADS,
            progress::ended,
            failure -> note("records are incomplete: " + failure.getMessage()));
  }

  @Override
  public void ended(StreamEnd end) {
    log.append(end);
  }

  @Override
  public synchronized void note(String text) {
    if (!notes.contains(text)) {
      notes.add(text);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    try {
      log.close();
    } catch (IOException e) {
      note(String.valueOf(e.getMessage()));
    }
    progress.close();
    whenClosed.accept(this);
  }

  Case benchmarkCase() {
    return benchmarkCase;
  }

  Path records() {
    return records;
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
              reader.records(), setup.plan().metrics(), setup.plan().output().saveDetailed());
      Optional<String> cut = reader.cutLine();
      cut.ifPresent(this::note);
    }
    boolean partial = metrics.requests() < benchmarkCase.numPrompts() || log.lost() > 0;
    return new CaseResult(benchmarkCase, metrics, context(partial));
  }

  private ResultContext context(boolean partial) {
    LocalDateTime date =
        LocalDateTime.ofInstant(
            Instant.ofEpochMilli(clock.anchorEpochMillis()), ZoneId.systemDefault());
    List<String> said;
    synchronized (this) {
      said = List.copyOf(notes);
    }
    return new ResultContext(
        setup.plan(),
        benchmarkCase,
        date,
        setup.modelId(),
        setup.tokenizerId(),
        partial,
        Versions.all(),
        setup.engine() == null ? null : EngineSettings.of(setup.plan().engine()),
        said,
        null);
  }
}
