// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import llmbench.plan.StopSpec;
import llmbench.recording.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Sees that too many of a case's requests fail, in the order of their ends. What the client
 * cancelled, or a stop of the run cut, counts as nothing. Safe for use by many threads; takes no
 * lock, so that ends on two event loops at once may be counted in either order.
 */
final class FailureWatch {
  private final @Nullable Double ratio;
  private final int most;
  private final AtomicIntegerArray window;
  private final AtomicLong ended = new AtomicLong();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger inARow = new AtomicInteger();

  FailureWatch(StopSpec spec) {
    Integer consecutive = spec.consecutiveFailures();
    this.ratio = spec.failureRatio();
    this.most = consecutive == null ? Integer.MAX_VALUE : consecutive;
    this.window = new AtomicIntegerArray(ratio == null ? 0 : spec.failureWindow());
  }

  /** A request has ended, the last of its tries; what it makes of the case, null for nothing. */
  @Nullable StopCause ended(Outcome outcome) {
    if (outcome == Outcome.CANCELLED || outcome == Outcome.INTERRUPTED) {
      return null;
    }
    boolean failure = !outcome.completed();
    if (!failure) {
      inARow.set(0);
    } else if (inARow.incrementAndGet() == most) {
      return new StopCause(
          StopCause.Kind.CONSECUTIVE_FAILURES,
          most + " requests failed one after the other (stop_on_consecutive_failures)");
    }
    return ratio == null ? null : inWindow(failure, ratio);
  }

  private @Nullable StopCause inWindow(boolean failure, double limit) {
    int size = window.length();
    long number = ended.getAndIncrement();
    int now = failure ? 1 : 0;
    int before = window.getAndSet((int) (number % size), now);
    int failures = failed.addAndGet(now - before);
    if (number + 1 < size || failures <= limit * size) {
      return null;
    }
    return new StopCause(
        StopCause.Kind.FAILURE_RATIO,
        String.format(
            Locale.ROOT,
            "%d of the last %d requests failed, more than the share of %s"
                + " (stop_on_failure_ratio)",
            failures,
            size,
            limit));
  }
}
