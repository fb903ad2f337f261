// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import llmbench.plan.StopSpec;
import llmbench.recording.NanoClock;
import llmbench.recording.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The limits that the user set on a whole run: tokens, which are money, and time. Counted are the
 * tokens of every request that a server may have worked on, measured or not: of its prompt, and of
 * what came of its answer. Safe for use by many threads, takes no lock.
 */
final class RunLimits {
  private static final long NEVER = Long.MAX_VALUE;
  private static final double NANOS_PER_SECOND = 1e9;

  private final NanoClock clock;
  private final long mostTokens;
  private final @Nullable Duration mostTime;
  private final AtomicLong tokens = new AtomicLong();
  private final AtomicLong began = new AtomicLong(NEVER);
  private final AtomicReference<@Nullable StopCause> reached = new AtomicReference<>();
  private final Set<Consumer<StopCause>> told = ConcurrentHashMap.newKeySet();

  RunLimits(StopSpec spec, NanoClock clock) {
    Long most = spec.maxTokensTotal();
    this.clock = clock;
    this.mostTokens = most == null ? NEVER : most;
    this.mostTime = spec.maxDurationTotal();
  }

  /** Whom to tell, once, when a limit is reached; on whatever thread that happens. */
  void tell(Consumer<StopCause> whenReached) {
    told.add(whenReached);
  }

  /** A case begins: with the first one the run's time does. */
  void begins() {
    began.compareAndSet(NEVER, clock.nanoTime());
  }

  /** Nanoseconds that are left of the run's time, at least 0; below 0 if it has no limit. */
  long nanosLeft() {
    return mostTime == null ? -1 : Math.max(0, began.get() + mostTime.toNanos() - clock.nanoTime());
  }

  /** The limit that was reached; null if none was. */
  @Nullable StopCause reached() {
    if (mostTime != null && began.get() != NEVER && nanosLeft() == 0) {
      timeIsOver(mostTime);
    }
    return reached.get();
  }

  /** A try of a request has ended, on its event loop. */
  void count(StreamEnd end) {
    if (mostTokens == NEVER) {
      return;
    }
    StreamCapture capture = end.capture();
    boolean refused =
        end.outcome() == Outcome.HTTP_ERROR || end.outcome() == Outcome.CONNECT_FAILED;
    int prompt = capture.promptTokens();
    int output = capture.completionTokens();
    if (prompt < 0) {
      prompt = refused ? 0 : end.request().prompt().promptLen();
    }
    long now = tokens.addAndGet(prompt + Math.max(output, capture.outputChunks()));
    if (now >= mostTokens) {
      reach(
          new StopCause(
              StopCause.Kind.MAX_TOKENS_TOTAL,
              String.format(
                  Locale.ROOT,
                  "the run's requests had %d tokens, the most is %d (max_tokens_total)",
                  now,
                  mostTokens)));
    }
  }

  private void timeIsOver(Duration most) {
    reach(
        new StopCause(
            StopCause.Kind.MAX_DURATION_TOTAL,
            "the run has gone on for "
                + most.toNanos() / NANOS_PER_SECOND
                + " s, the most there is (max_duration_total)"));
  }

  private void reach(StopCause cause) {
    if (reached.compareAndSet(null, cause)) {
      told.forEach(each -> each.accept(cause));
    }
  }
}
