// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import llmbench.recording.NanoClock;
import llmbench.recording.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The timeouts of one try: of connecting, of silence, and of all of it. All methods run on the
 * try's event loop.
 */
final class TryTimers {
  private final TryLimits limits;
  private final NanoClock clock;
  private final EventLoop eventLoop;
  private final BiConsumer<Outcome, String> expired;

  private @Nullable ScheduledFuture<?> connect;
  private @Nullable ScheduledFuture<?> request;
  private @Nullable ScheduledFuture<?> idle;

  /**
   * Timers of which none runs yet.
   *
   * @param expired told the outcome and its text
   */
  TryTimers(
      TryLimits limits, NanoClock clock, EventLoop eventLoop, BiConsumer<Outcome, String> expired) {
    this.limits = limits;
    this.clock = clock;
    this.eventLoop = eventLoop;
    this.expired = expired;
  }

  /** Handed to the client: a connection is due, and the end of all, which is counted once. */
  void sent() {
    connect = after(limits.connect(), Outcome.CONNECT_FAILED, "no connection within ");
    if (request == null) {
      request = after(limits.request(), Outcome.REQUEST_TIMEOUT, "not ended within ");
    }
  }

  /**
   * The connection is there: from now on something is due to be read.
   *
   * @param lastRead when something was
   */
  void connected(LongSupplier lastRead) {
    cancel(connect);
    if (!limits.streamIdle().isZero()) {
      checkIdle(limits.streamIdle().toNanos(), lastRead);
    }
  }

  private void checkIdle(long after, LongSupplier lastRead) {
    idle =
        eventLoop.schedule(
            () -> {
              long left = lastRead.getAsLong() + limits.streamIdle().toNanos() - clock.nanoTime();
              if (left > 0) {
                checkIdle(left, lastRead);
              } else {
                expired.accept(
                    Outcome.IDLE_TIMEOUT, "nothing came for " + seconds(limits.streamIdle()));
              }
            },
            after,
            TimeUnit.NANOSECONDS);
  }

  /** Nothing is due to be read for a while. */
  void nothingIsDue() {
    cancel(idle);
  }

  /** The try has ended. */
  void stop() {
    cancel(connect);
    cancel(request);
    cancel(idle);
  }

  private @Nullable ScheduledFuture<?> after(Duration limit, Outcome outcome, String text) {
    return limit.isZero()
        ? null
        : eventLoop.schedule(
            () -> expired.accept(outcome, text + seconds(limit)),
            limit.toNanos(),
            TimeUnit.NANOSECONDS);
  }

  private static void cancel(@Nullable ScheduledFuture<?> timer) {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
