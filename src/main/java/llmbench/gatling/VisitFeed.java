// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.recording.NanoClock;
import llmbench.traffic.ConcurrencyLevels;
import llmbench.traffic.ThinkTimes;
import org.jspecify.annotations.Nullable;

/**
 * Users in a number of places: the next one comes when the one before has gone and a pause is over.
 * Over time there may be more or fewer places. Unlike {@link ClosedFeed} a place that will not be
 * taken again before the time is over is given up at once, in the turn in which its user went:
 * Gatling asks nobody later.
 */
final class VisitFeed implements Feed {
  private final PromptCursor cursor = new PromptCursor();
  private final int places;
  private final @Nullable ConcurrencyLevels levels;
  private final @Nullable ThinkTimes think;
  private final @Nullable Duration duration;
  private final NanoClock clock;
  private final AtomicInteger left;
  private Place[] all = {};
  private long startNanos;

  /**
   * A feed of so many users.
   *
   * @param users {@link Integer#MAX_VALUE} for no limit
   * @param places at least 1
   * @param levels how many of the places there are when; null for all
   * @param think null for no pause
   * @param duration from when on nobody comes; null for never
   */
  VisitFeed(
      int users,
      int places,
      @Nullable ConcurrencyLevels levels,
      @Nullable ThinkTimes think,
      @Nullable Duration duration,
      NanoClock clock) {
    this.places = places;
    this.levels = levels;
    this.think = think;
    this.duration = duration;
    this.clock = clock;
    this.left = new AtomicInteger(places);
    cursor.begin(users);
  }

  @Override
  public void begin(Lane lane, List<EventLoop> loops, long start) {
    startNanos = start;
    all = new Place[places];
    for (int i = 0; i < places; i++) {
      all[i] = new Place(lane, i, loops.get(i % loops.size()));
    }
    for (Place place : all) {
      place.later(start);
    }
  }

  @Override
  public void ended(Lane lane, StreamRequest user, EventLoop loop) {
    all[user.user()].free();
  }

  @Override
  public void stop() {
    cursor.stop();
  }

  /** One of them; lives on its event loop. */
  private final class Place {
    private final Lane lane;
    private final int number;
    private final EventLoop loop;
    private int turn;

    Place(Lane lane, int number, EventLoop loop) {
      this.lane = lane;
      this.number = number;
      this.loop = loop;
    }

    void free() {
      later(clock.nanoTime() + (think == null ? 0 : think.nanos(number, turn++)));
    }

    /** The next user comes at that time or when there is such a place again, if ever. */
    void later(long readyNanos) {
      long due = readyNanos;
      if (levels != null) {
        long next = levels.nextAtLeast(number + 1, Math.max(0, readyNanos - startNanos));
        if (next < 0) {
          leave();
          return;
        }
        due = Math.max(readyNanos, startNanos + next);
      }
      if (duration != null && due - startNanos >= duration.toNanos()) {
        leave();
        return;
      }
      long at = due;
      long wait = due - clock.nanoTime();
      if (wait > 0) {
        var unused = loop.schedule(() -> come(at), wait, TimeUnit.NANOSECONDS);
      } else {
        loop.execute(() -> come(at));
      }
    }

    private void come(long dueNanos) {
      int index = cursor.take();
      if (index == PromptCursor.NONE) {
        leave();
      } else {
        lane.arrive(index, number, dueNanos, null, loop);
      }
    }

    private void leave() {
      if (left.decrementAndGet() == 0) {
        lane.feedEnded();
      }
    }
  }
}
