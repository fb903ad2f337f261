// SPDX-License-Identifier: Apache-2.0
package llmbench.live;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import llmbench.recording.NanoClock;
import llmbench.recording.Outcome;
import llmbench.recording.RecordTimes;
import llmbench.recording.RequestRecord;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a case so far. Records may be added by any thread, without a lock; whoever asks
 * takes what came since the last question out of HdrHistogram's {@link Recorder} and adds it up.
 */
public final class CaseTally {
  private static final int DIGITS = 3;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final double MICROS_PER_MILLI = 1e3;

  private final String name;
  private final int total;
  private final double durationSeconds;
  private final NanoClock clock;
  private volatile long beginNanos;
  private final LongAdder done = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder cancelled = new LongAdder();
  private final LongAdder inputTokens = new LongAdder();
  private final LongAdder outputTokens = new LongAdder();
  private final Recorder ttft = new Recorder(DIGITS);
  private final Histogram ttftSoFar = new Histogram(DIGITS); // guarded by this
  private @Nullable Histogram interval; // guarded by this

  /**
   * An empty tally; the load begins now unless {@link #begins} says otherwise.
   *
   * @param total requests that the case sends
   * @param duration for how long requests come; null where their number ends the case
   */
  public CaseTally(String name, int total, @Nullable Duration duration, NanoClock clock) {
    this.name = name;
    this.total = total;
    this.durationSeconds = duration == null ? 0 : duration.toNanos() / NANOS_PER_SECOND;
    this.clock = clock;
    this.beginNanos = clock.nanoTime();
  }

  /** From when on requests may be due, by the clock. */
  public void begins(long nanos) {
    beginNanos = nanos;
  }

  /** Counts a request that ended; of one that was tried again, its last try. */
  public void ended(RequestRecord record) {
    if (!record.last()) {
      return;
    }
    done.increment();
    if (record.outcome() == Outcome.CANCELLED) {
      cancelled.increment();
    } else if (!record.outcome().completed()) {
      failed.increment();
    }
    inputTokens.add(record.promptTokens());
    outputTokens.add(record.outputTokens());
    long first = RecordTimes.of(record).ttft();
    if (first != RecordTimes.NONE) {
      ttft.recordValue(Math.max(0, first / NANOS_PER_MICRO));
    }
  }

  /** The figures of this moment. */
  public synchronized CaseSoFar now() {
    Histogram since = ttft.getIntervalHistogram(interval);
    interval = since;
    ttftSoFar.add(since);
    return new CaseSoFar(
        name,
        total,
        durationSeconds,
        Math.max(0, (clock.nanoTime() - beginNanos) / NANOS_PER_SECOND),
        done.sum(),
        failed.sum(),
        cancelled.sum(),
        inputTokens.sum(),
        outputTokens.sum(),
        millis(50),
        millis(99));
  }

  private double millis(double percentile) {
    return ttftSoFar.getTotalCount() == 0
        ? Double.NaN
        : ttftSoFar.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }
}
