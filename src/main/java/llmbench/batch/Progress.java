// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import llmbench.recording.NanoClock;
import llmbench.recording.RequestRecord;

/**
 * The line that shows how a case gets on: requests done and failed, and their rates over the case
 * so far. Rewritten once a second on a terminal; silent elsewhere.
 */
final class Progress implements AutoCloseable {
  private static final long PERIOD_MILLIS = 1000;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int WIDTH = 100;

  private final PrintStream out;
  private final String name;
  private final int total;
  private final NanoClock clock;
  private final LongAdder done = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder tokens = new LongAdder();
  private final long startNanos;
  private final Thread thread;
  private volatile boolean closed;

  /** Starts to show; nothing if {@code shown} is false. */
  Progress(PrintStream out, boolean shown, String name, int total, NanoClock clock) {
    this.out = out;
    this.name = name;
    this.total = total;
    this.clock = clock;
    this.startNanos = clock.nanoTime();
    this.thread = new Thread(this::show, "llmbench-progress");
    thread.setDaemon(true);
    if (shown) {
      thread.start();
    }
  }

  /** Counts a request that ended. */
  void ended(RequestRecord record) {
    if (!record.last()) {
      return;
    }
    done.increment();
    if (!record.outcome().completed()) {
      failed.increment();
    }
    tokens.add(record.outputTokens());
  }

  private void show() {
    try {
      while (!closed) {
        Thread.sleep(PERIOD_MILLIS);
        if (!closed) {
          out.print("\r" + line());
          out.flush();
        }
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  /** The line as it stands, padded so that it covers the one before. */
  String line() {
    double seconds = Math.max(1e-9, (clock.nanoTime() - startNanos) / NANOS_PER_SECOND);
    String text =
        String.format(
            Locale.ROOT,
            "%s: %d/%d done, %d failed, %.1f req/s, %.0f tok/s",
            name,
            done.sum(),
            total,
            failed.sum(),
            done.sum() / seconds,
            tokens.sum() / seconds);
    return String.format(Locale.ROOT, "%-" + WIDTH + "s", text);
  }

  /** Takes the line off the screen. */
  @Override
  public void close() {
    closed = true;
    if (thread.isAlive()) {
      thread.interrupt();
      out.print("\r" + " ".repeat(WIDTH) + "\r");
      out.flush();
    }
  }
}
