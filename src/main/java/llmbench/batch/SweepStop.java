// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The end of a sweep from outside. The first signal, or the end of the JVM that forked this one, is
 * passed on to the run under way, whose requests in flight may then end; where there is none, what
 * the sweep waits for is given up. The second one ends the run at once. A run's process does not
 * take a terminal's Ctrl-C itself, so that one press does not count twice.
 */
final class SweepStop {
  private static final int NEVER = Integer.MAX_VALUE;

  private final PrintStream out;
  private final Thread sweep;
  private @Nullable Process running;
  private Interruption.@Nullable Cause cause;
  private int signals;
  private int givenUpAt = NEVER;

  private SweepStop(PrintStream out, Thread sweep) {
    this.out = out;
    this.sweep = sweep;
  }

  /** Takes signals from now on, for the sweep that this thread makes. */
  static SweepStop watch(PrintStream out) {
    SweepStop stop = new SweepStop(out, Thread.currentThread());
    for (String name : List.of("INT", "TERM", "HUP")) {
      Signals.take(name, taken -> stop.stop(Interruption.signal(taken)));
    }
    ParentWatch.start(stop::parentGone);
    return stop;
  }

  private synchronized void parentGone() {
    if (cause == null) {
      stop(Interruption.PARENT);
    }
  }

  private synchronized void stop(Interruption.Cause by) {
    signals++;
    if (cause == null) {
      cause = by;
      out.println("The sweep is stopped by " + by.name() + ".");
      out.flush();
    }
    if (running != null) {
      running.destroy();
    }
    if (signals >= givenUpAt) {
      sweep.interrupt();
    }
  }

  /** A run is under way. */
  synchronized void began(Process process) {
    running = process;
    if (cause != null) {
      process.destroy();
    }
  }

  /** It has ended. */
  synchronized void ended() {
    running = null;
  }

  /**
   * Does work that waits for something; it is interrupted when so many signals have come. No other
   * work is: reading a file would fail.
   */
  <T> T untilSignal(int number, Supplier<T> work) {
    synchronized (this) {
      givenUpAt = number;
      if (signals >= number) {
        sweep.interrupt();
      }
    }
    try {
      return work.get();
    } finally {
      synchronized (this) {
        givenUpAt = NEVER;
        boolean unused = Thread.interrupted();
      }
    }
  }

  /** Who ended the sweep; null if nobody did. */
  synchronized Interruption.@Nullable Cause cause() {
    return cause;
  }
}
