// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.recording.NanoClock;
import llmbench.traffic.ConcurrencyLevels;
import llmbench.traffic.ThinkTimes;
import org.jspecify.annotations.Nullable;

/**
 * Users who each send their next request when they have the answer to the one before and have
 * thought about it: a closed model. Over time there may be more or fewer of them: one that is too
 * many ends its request and waits until there are so many again.
 */
final class ClosedFeed implements Feed {
  private final PromptCursor cursor = new PromptCursor();
  private final User[] users;
  private final @Nullable ConcurrencyLevels levels;
  private final @Nullable ThinkTimes think;
  private final @Nullable Duration duration;
  private final NanoClock clock;
  private final AtomicInteger usersAtWork;
  private final AtomicBoolean over = new AtomicBoolean();
  private long startNanos;

  /**
   * A feed of so many requests.
   *
   * @param requests {@link Integer#MAX_VALUE} until it is stopped
   * @param users at least 1
   * @param levels how many of them are active when; null for all
   * @param think null for no pause
   * @param duration from when on nothing is due, however late whoever stops it is; null for never
   */
  ClosedFeed(
      int requests,
      int users,
      @Nullable ConcurrencyLevels levels,
      @Nullable ThinkTimes think,
      @Nullable Duration duration,
      NanoClock clock) {
    this.users = new User[users];
    this.levels = levels;
    this.think = think;
    this.duration = duration;
    this.clock = clock;
    this.usersAtWork = new AtomicInteger(users);
    cursor.begin(requests);
  }

  @Override
  public void begin(Lane lane, List<EventLoop> loops, long start) {
    startNanos = start;
    for (int i = 0; i < users.length; i++) {
      users[i] = new User(lane, i, loops.get(i % loops.size()));
    }
    for (User user : users) {
      user.later(start);
    }
  }

  @Override
  public void ended(Lane lane, StreamRequest request, EventLoop loop) {
    users[request.user()].answered(loop);
  }

  @Override
  public void dropped(int user) {
    users[user].loop.execute(users[user]::dropped);
  }

  @Override
  public void stop() {
    cursor.stop();
    wakeAll();
  }

  /** Nobody may have anything to send for hours. */
  private void wakeAll() {
    if (!over.compareAndSet(false, true)) {
      return;
    }
    for (User user : users) {
      if (user != null) {
        user.loop.execute(user::stopped);
      }
    }
    if (users[0] != null) {
      users[0].lane.allDue();
    }
  }

  /** One of them; lives on its event loop. */
  private final class User {
    private final Lane lane;
    private final int number;
    private final EventLoop loop;
    private int turn;
    private boolean busy;
    private boolean gone;

    User(Lane lane, int number, EventLoop loop) {
      this.lane = lane;
      this.number = number;
      this.loop = loop;
    }

    /** Sends at that time, if there are so many users then. */
    void later(long dueNanos) {
      long wait = dueNanos - clock.nanoTime();
      var unused = loop.schedule(() -> due(dueNanos), Math.max(wait, 1), TimeUnit.NANOSECONDS);
    }

    private void due(long dueNanos) {
      if (gone) {
        return;
      }
      long active = levels == null ? dueNanos : activeFrom(levels, dueNanos);
      if (active > dueNanos) {
        later(active);
        return;
      }
      boolean over = duration != null && dueNanos - startNanos >= duration.toNanos();
      int index = active < 0 || over ? PromptCursor.NONE : cursor.take();
      if (index == PromptCursor.NONE) {
        leave();
        if (active >= 0) {
          wakeAll();
        }
      } else {
        busy = true;
        lane.arrive(index, number, dueNanos, null, loop);
      }
    }

    /** From when on this user is one of those that there are; below 0 for never again. */
    private long activeFrom(ConcurrencyLevels of, long fromNanos) {
      long next = of.nextAtLeast(number + 1, Math.max(0, fromNanos - startNanos));
      return next < 0 ? next : Math.max(fromNanos, startNanos + next);
    }

    void answered(EventLoop on) {
      busy = false;
      long now = clock.nanoTime();
      long pause = think == null ? 0 : think.nanos(number, turn++);
      if (pause > 0) {
        later(now + pause);
      } else if (on == loop) {
        due(now);
      } else {
        loop.execute(() -> due(now));
      }
    }

    void dropped() {
      busy = false;
      stopped();
    }

    void stopped() {
      if (!busy && !gone) {
        leave();
      }
    }

    private void leave() {
      gone = true;
      if (usersAtWork.decrementAndGet() == 0) {
        lane.feedEnded();
      }
    }
  }
}
