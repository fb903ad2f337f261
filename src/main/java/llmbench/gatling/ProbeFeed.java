// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import llmbench.recording.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * Requests at equal gaps, whatever becomes of those before, until it is stopped. Where vLLM waits
 * for a probe's answer before the next, these keep coming, so that a stall is not met by one alone.
 */
final class ProbeFeed implements Feed {
  private static final double NANOS_PER_SECOND = 1e9;

  private final double rate;
  private final NanoClock clock;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile boolean stopped;
  private volatile @Nullable Lane begun;
  private volatile @Nullable EventLoop loop;
  private long startNanos;
  private int next;

  /**
   * A feed of that rate.
   *
   * @param rate requests per second, above 0
   */
  ProbeFeed(double rate, NanoClock clock) {
    this.rate = rate;
    this.clock = clock;
  }

  @Override
  public void begin(Lane lane, List<EventLoop> loops, long start) {
    startNanos = start;
    begun = lane;
    loop = loops.get(loops.size() - 1);
    loops.get(loops.size() - 1).execute(this::turn);
  }

  @Override
  public void stop() {
    stopped = true;
    EventLoop on = loop;
    if (on != null) {
      on.execute(this::turn); // the next one may be due in hours
    }
  }

  private void turn() {
    Lane lane = begun;
    EventLoop on = loop;
    if (lane == null || on == null) {
      return;
    }
    if (stopped) {
      if (ended.compareAndSet(false, true)) {
        lane.feedEnded();
      }
      return;
    }
    long due = startNanos + Math.round(next / rate * NANOS_PER_SECOND);
    long wait = due - clock.nanoTime();
    if (wait <= 0) {
      lane.arrive(next, next, due, null, on);
      next++;
      due = startNanos + Math.round(next / rate * NANOS_PER_SECOND);
      wait = due - clock.nanoTime();
    }
    var unused = on.schedule(this::turn, Math.max(wait, 1), TimeUnit.NANOSECONDS);
  }
}
