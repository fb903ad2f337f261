// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.concurrent.atomic.AtomicInteger;
import llmbench.recording.Outcome;

/**
 * Sees that a case is of no use: its first {@value #FIRST} answers are all the same refusal, 401,
 * 403 or 404 (a wrong key, model or route).
 */
final class RefusalGuard {
  static final int FIRST = 10;

  private final AtomicInteger answers = new AtomicInteger();
  private final AtomicInteger status = new AtomicInteger();
  private volatile boolean mixed;

  /** Takes a request's end; true once, when the case should stop. */
  boolean refused(StreamEnd end) {
    if (mixed) {
      return false;
    }
    boolean refusal =
        end.outcome() == Outcome.HTTP_ERROR
            && (end.status() == 401 || end.status() == 403 || end.status() == 404);
    if (!refusal || (!status.compareAndSet(0, end.status()) && status.get() != end.status())) {
      mixed = true;
      return false;
    }
    return answers.incrementAndGet() == FIRST;
  }
}
