// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import llmbench.recording.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A request under way, as the one who sent it follows it: its first output, and its end from our
 * side. Runs on the request's event loop.
 */
final class Flight {
  private final long cancelNanos;
  private final int cancelChunks;
  private final @Nullable Runnable whenFirst;
  private final @Nullable Duration limit;
  private @Nullable StreamListener listener;
  private @Nullable String cancelled;
  private boolean first;

  /**
   * A request that has not been sent.
   *
   * @param cancelNanos after which time it is cancelled; 0 for never
   * @param cancelChunks after how many chunks with output it is cancelled; 0 for never
   * @param whenFirst run when its first output came, or when it ended without any; null for nobody
   */
  Flight(long cancelNanos, int cancelChunks, @Nullable Runnable whenFirst) {
    this(cancelNanos, cancelChunks, whenFirst, null);
  }

  /**
   * The same of a request with a limit of its own.
   *
   * @param limit for each try, from sending to its end; null for the step's
   */
  Flight(
      long cancelNanos, int cancelChunks, @Nullable Runnable whenFirst, @Nullable Duration limit) {
    this.limit = limit;
    this.cancelNanos = cancelNanos;
    this.cancelChunks = cancelChunks;
    this.whenFirst = whenFirst;
  }

  /** The limits of its tries. */
  TryLimits limits(TryLimits ofStep) {
    return limit == null ? ofStep : ofStep.withRequest(limit);
  }

  /** A try of it is about to be sent; false if it was cancelled before. */
  boolean begins(StreamListener attempt, EventLoop loop) {
    listener = attempt;
    if (cancelNanos > 0) {
      var unused =
          loop.schedule(
              () -> attempt.fail(Outcome.CANCELLED, "cancelled by the client after a time"),
              cancelNanos,
              TimeUnit.NANOSECONDS);
    }
    if (cancelled != null) {
      attempt.fail(Outcome.CANCELLED, cancelled);
      return false;
    }
    return true;
  }

  /** Something was read. */
  void read(int outputChunks) {
    if (outputChunks > 0) {
      firstCame();
    }
    if (cancelChunks > 0 && outputChunks >= cancelChunks && listener != null) {
      listener.fail(
          Outcome.CANCELLED,
          "cancelled by the client after " + cancelChunks + " chunks with output");
    }
  }

  /** It has ended. */
  void ended() {
    listener = null;
    firstCame();
  }

  /** Ends it from our side, now or when it is sent again. */
  void cancel(String why) {
    cancelled = why;
    StreamListener attempt = listener;
    if (attempt != null) {
      attempt.fail(Outcome.CANCELLED, why);
    }
  }

  private void firstCame() {
    if (!first) {
      first = true;
      if (whenFirst != null) {
        whenFirst.run();
      }
    }
  }
}
