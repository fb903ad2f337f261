// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a sweep from outside. The first signal, or the end of the JVM that forked this one, is
 * passed on to the run under way, whose requests in flight may then end; where there is none, what
 * the sweep waits for is given up. The second one ends the run at once. A run's process does not
 * take a terminal's Ctrl-C itself, so that one press does not count twice.
 */
final class SweepStop {
  private final PrintStream out;
  private final Thread sweep;
  private @Nullable Process running;
  private Interruption.@Nullable Cause cause;
  private boolean again;

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
    ParentWatch.start(() -> stop.first(Interruption.PARENT));
    return stop;
  }

  private synchronized void first(Interruption.Cause by) {
    if (cause == null) {
      stop(by);
    }
  }

  private synchronized void stop(Interruption.Cause by) {
    again = cause != null;
    if (cause == null) {
      cause = by;
      out.println("The sweep is stopped by " + by.name() + ".");
      out.flush();
    }
    if (running == null) {
      sweep.interrupt();
    } else {
      running.destroy();
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

  /** Who ended the sweep; null if nobody did. */
  synchronized Interruption.@Nullable Cause cause() {
    return cause;
  }

  /** Whether a second signal has come. */
  synchronized boolean atOnce() {
    return again;
  }
}
