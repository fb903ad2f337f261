// SPDX-License-Identifier: Apache-2.0
package llmbench.live;

import java.util.List;
import java.util.function.IntSupplier;
import llmbench.recording.RecordTimes;
import llmbench.recording.RequestRecord;
import org.jspecify.annotations.Nullable;

/** One case of a run that goes on: counted, and told to whoever shows it. */
public final class LiveCase implements AutoCloseable {
  private final CaseFacts facts;
  private final CaseTally tally;
  private final List<LiveSink> sinks;
  private volatile IntSupplier inFlight = () -> 0;
  private volatile boolean running = true;
  private volatile @Nullable CaseSoFar last;

  LiveCase(CaseFacts facts, CaseTally tally, List<LiveSink> sinks) {
    this.facts = facts;
    this.tally = tally;
    this.sinks = sinks;
    sinks.forEach(sink -> sink.opened(this));
  }

  /** From when on requests may be due, by the clock. */
  public void begins(long nanos) {
    tally.begins(nanos);
  }

  /** Whom to ask how many requests are in flight; from any thread. */
  public void inFlight(IntSupplier asked) {
    inFlight = asked;
  }

  /** A try of a request ended. */
  public void ended(RequestRecord record) {
    tally.ended(record);
    if (record.last() && !sinks.isEmpty()) {
      RecordTimes times = RecordTimes.of(record);
      for (LiveSink sink : sinks) {
        sink.ended(this, record, times);
      }
    }
  }

  /** The figures so far. */
  public CaseTally tally() {
    return tally;
  }

  CaseFacts facts() {
    return facts;
  }

  /** Requests in flight; 0 when the case has ended. */
  int inFlight() {
    return running ? inFlight.getAsInt() : 0;
  }

  /** The figures at its end; those of now while it goes on. */
  CaseSoFar last() {
    CaseSoFar end = last;
    return end == null ? tally.now() : end;
  }

  boolean running() {
    return running;
  }

  /** The model that a request was sent to. */
  String model(RequestRecord record) {
    String own = record.about().model();
    return own == null ? facts.model() : own;
  }

  /** The case has ended; what was shown of it stays. */
  @Override
  public void close() {
    if (running) {
      last = tally.now();
      running = false;
      sinks.forEach(sink -> sink.closed(this));
    }
  }
}
