// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How a run is stopped from outside, in two steps: once {@link #ask asked} it sends nothing more,
 * and waits for what is in flight; when that is {@link #cut}, it ends as {@link
 * llmbench.recording.Outcome#INTERRUPTED}. Threads of any kind may call; what ends does so on its
 * own event loop.
 */
public final class RunStop {
  /** Of a run that nobody stops. */
  static final RunStop NEVER = new RunStop();

  private final Map<StreamCapture, StreamListener> inFlight = new ConcurrentHashMap<>();
  private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean asked;
  private volatile boolean cut;

  /** From now on nothing is sent; requests that wait to be sent again are given up. */
  public void ask() {
    asked = true;
    waiting.forEach(Runnable::run);
  }

  /** Whether nothing may be sent any more. One volatile read. */
  public boolean asked() {
    return asked;
  }

  /** Ends what is in flight, and whatever should come into flight yet. */
  public void cut() {
    ask();
    cut = true;
    inFlight.values().forEach(StreamListener::cut);
  }

  /** Tries that were handed to the HTTP client and have not ended. */
  public int inFlight() {
    return inFlight.size();
  }

  /** A try begins. */
  void began(StreamListener attempt) {
    inFlight.put(attempt.capture(), attempt);
    if (cut) { // read after the try was added, so that it is cut here or there
      attempt.cut();
    }
  }

  /** A try has ended. */
  void ended(StreamEnd end) {
    inFlight.remove(end.capture());
  }

  /**
   * A request waits to be sent again.
   *
   * @param giveUp run when nothing may be sent any more, at once if that is so now; may be run
   *     twice
   */
  void waits(Runnable giveUp) {
    waiting.add(giveUp);
    if (asked) {
      giveUp.run();
    }
  }

  /** A request waits no more. */
  void waitsNoMore(Runnable giveUp) {
    waiting.remove(giveUp);
  }
}
