// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import llmbench.gatling.RunStop;
import org.jspecify.annotations.Nullable;

/**
 * The end of a run from outside. The first signal (SIGINT, SIGTERM, SIGHUP), or the end of the JVM
 * that forked this one, stops the run: nothing more is sent, and what is in flight has {@code
 * drain_timeout} to end. The second signal ends it at once. The parent's end is never the second
 * one: a terminal's Ctrl-C reaches this JVM and its parent both.
 *
 * <p>Gatling has no shutdown hook of its own; what stops here ends its run in the usual way.
 */
final class Interruption {
  /**
   * Who ended the run.
   *
   * @param name for people
   * @param exitCode a shell's for that signal: 128 and its number
   */
  record Cause(String name, int exitCode) {}

  /** What is stopped. */
  interface Stoppable {
    /**
     * The first time.
     *
     * @return whether a case is open, whose requests in flight may end
     */
    boolean stopping(Cause cause);

    /** Whether nothing is left but work that would be in vain, such as making prompts. */
    boolean idle();

    /** Ends the JVM with what is there. */
    void endAtOnce(Cause cause);
  }

  private static final Map<String, Integer> SIGNALS = Map.of("HUP", 1, "INT", 2, "TERM", 15);
  private static final int SIGNALLED = 128;
  static final Cause PARENT = new Cause("the end of the process that started it", SIGNALLED + 15);
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final RunStop stop = new RunStop();
  private final PrintStream out;
  private final Duration drain;
  private @Nullable Stoppable run;
  private @Nullable Cause cause;

  private Interruption(Duration drain, PrintStream out) {
    this.drain = drain;
    this.out = out;
  }

  /**
   * Takes signals from now on and watches the parent.
   *
   * @param drain what requests in flight have to end
   */
  static Interruption watch(Duration drain, PrintStream out) {
    Interruption interruption = new Interruption(drain, out);
    for (String name : List.of("INT", "TERM", "HUP")) {
      // A terminal's signals reach a sweep and its run both, and the sweep passes TERM on.
      boolean sweeps = PointMark.here() && !name.equals("TERM");
      Signals.take(name, sweeps ? taken -> {} : interruption::signalled);
    }
    ParentWatch.start(interruption::parentGone);
    return interruption;
  }

  /** What is stopped from now on; before, the JVM simply ends. */
  synchronized void stops(Stoppable begun) {
    run = begun;
  }

  /** Stops the run's requests. */
  RunStop stop() {
    return stop;
  }

  /** Who ended the run; null if nobody did. */
  synchronized @Nullable Cause cause() {
    return cause;
  }

  /** How long what is in flight may take once the run is stopped. */
  Duration drain() {
    return drain;
  }

  /** The end by a signal. */
  static Cause signal(String name) {
    return new Cause("SIG" + name, SIGNALLED + SIGNALS.getOrDefault(name, 0));
  }

  private void signalled(String name) {
    Cause signal = signal(name);
    Stoppable stopped;
    synchronized (this) {
      stopped = run;
      if (cause == null || stopped == null) {
        first(signal, stopped);
        return;
      }
    }
    stopped.endAtOnce(signal);
  }

  private synchronized void parentGone() {
    if (cause == null) {
      first(PARENT, run);
    }
  }

  private void first(Cause by, @Nullable Stoppable stopped) {
    cause = by;
    if (stopped == null) {
      out.println("Outcome: interrupted by " + by.name() + "; nothing was sent.");
      out.flush();
      Thread exit = new Thread(() -> System.exit(by.exitCode()), "llmbench-exit");
      exit.start(); // not here: a thread that waits for this one may be in the way
      return;
    }
    Thread thread = new Thread(() -> drain(by, stopped), "llmbench-drain");
    thread.setDaemon(true);
    thread.start();
  }

  private void drain(Cause by, Stoppable stopped) {
    boolean measuring = stopped.stopping(by);
    stop.ask();
    out.println(
        "Stopped by "
            + by.name()
            + ": nothing more is sent; "
            + stop.inFlight()
            + " requests in flight have "
            + drain.toMillis() / 1e3
            + " s to end (drain_timeout). A second signal ends the run at once: kill "
            + ProcessHandle.current().pid());
    out.flush();
    try {
      Thread.sleep(measuring ? drain.toMillis() : 0);
      stop.cut();
      Thread.sleep(IDLE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (stopped.idle()) {
      stopped.endAtOnce(by);
    }
  }
}
