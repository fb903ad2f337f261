// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.function.IntSupplier;
import llmbench.session.TalkListener;

/** Takes what a case measured. */
public interface CaseSink {
  /** One try has ended. Called on event loops: must neither wait nor compute. */
  void ended(StreamEnd end);

  /**
   * A phase before the load has ended, and the load is about to begin, or has just begun if it was
   * not to wait for that phase's answers. May take long; not told on event loops.
   */
  default void warmUpEnded() {}

  /**
   * The load is about to begin.
   *
   * @param loops which read its streams
   * @param beginNanos from when on requests may be due
   */
  void loadBegins(List<EventLoop> loops, long beginNanos);

  /**
   * Whom to ask, from now on, how many of the load's requests are in flight.
   *
   * @param inFlight may be asked from any thread
   */
  default void counts(IntSupplier inFlight) {}

  /** Whom to ask, from now on and when the case has ended, what its load knows beside requests. */
  default void tells(SessionState state) {}

  /** Who hears what clients of conversations do and say. */
  default TalkListener listens() {
    return TalkListener.NONE;
  }

  /** Something that happened to the case, for the result. */
  void note(String text);

  /** The case is stopped because its first answers were all the same refusal. */
  void refused(String text);

  /**
   * The case is ended before its time; told once.
   *
   * @param inFlight requests that may still end
   * @param unsent requests that were due and have not been sent
   */
  void endedEarly(StopCause cause, int inFlight, int unsent);

  /**
   * The time in which requests come is over.
   *
   * @param inFlight requests that may still end
   * @param unsent requests that were due and that a cap on concurrency has not let go
   */
  void durationEnded(int inFlight, int unsent);

  /** The load has ended: nothing more comes. May take long. */
  void close();
}
