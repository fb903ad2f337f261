// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.core.session.Session;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.recording.NanoClock;
import llmbench.recording.RequestAbout;

/**
 * The virtual users of a closed case: who takes which request next, and how many are still at work.
 * Users poll for what is slow.
 */
final class ClosedUsers {
  private static final int STARTS_PER_MILLI = 5;

  private final CaseRun run;
  private final NanoClock clock = NanoClock.SYSTEM;
  private final AtomicInteger usersAtWork;
  private final AtomicInteger starts = new AtomicInteger();
  private final PromptCursor warmups = new PromptCursor();
  private final PromptCursor cursor = new PromptCursor();
  private volatile boolean prepared;
  private volatile boolean finished;

  ClosedUsers(CaseRun run) {
    this.run = run;
    this.usersAtWork = new AtomicInteger(run.benchmarkCase().slots());
    run.whenStopped(cursor::stop);
  }

  void prepare() {
    run.prepare(
        () -> {
          warmups.begin(run.warmups());
          cursor.begin(run.due());
          prepared = true;
        });
  }

  boolean prepared() {
    return prepared;
  }

  /** The next warm-up request, or {@link PromptCursor#NONE}. */
  int takeWarmup() {
    return run.stopped() ? PromptCursor.NONE : warmups.take();
  }

  /** All users are there: the load begins. */
  void begin(List<EventLoop> loops) {
    run.begin(loops, clock.nanoTime());
  }

  /** The next request's index, or {@link PromptCursor#NONE}. */
  int take() {
    return run.stopped() ? PromptCursor.NONE : cursor.take();
  }

  /**
   * How long the next user waits before its first request. Users that all connect in one turn of an
   * event loop would count each other's connecting as theirs; so few start in a millisecond that
   * each has its connection before the next ones start.
   */
  Duration startDelay() {
    return Duration.ofMillis(starts.getAndIncrement() / STARTS_PER_MILLI);
  }

  /** The request at the index that the user took; it is due now, when its slot is free. */
  StreamRequest request(Session session) {
    int index = (Integer) session.attributes().apply(CaseScenario.INDEX);
    long intended = clock.nanoTime();
    return run.request(index, user(session), intended, RequestAbout.NOT_HELD, null);
  }

  /** Users are numbered from 1 over the whole run, those of a case one after the other. */
  private int user(Session session) {
    return (int) (session.userId() % run.benchmarkCase().slots());
  }

  /** A user has no more requests; the last one closes the case. */
  void userDone() {
    if (usersAtWork.decrementAndGet() == 0) {
      run.close(() -> finished = true);
    }
  }

  boolean finished() {
    return finished;
  }
}
