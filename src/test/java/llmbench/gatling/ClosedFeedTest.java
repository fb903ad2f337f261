// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptParts;
import llmbench.plan.ThinkTime;
import llmbench.recording.NanoClock;
import llmbench.recording.RequestAbout;
import llmbench.traffic.ThinkTimes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When users send, by a clock and an event loop that stand still until they are moved. */
class ClosedFeedTest {
  private static final long MILLI = 1_000_000;
  private static final Duration TENTH = Duration.ofMillis(100);

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final EventLoop loop = channel.eventLoop();
  private final List<Long> sentAt = new ArrayList<>();
  private final Deque<StreamRequest> flying = new ArrayDeque<>();
  private long now;
  private boolean done;
  private int allDue;

  @BeforeEach
  void stopTheLoop() {
    channel.freezeTime();
  }

  @AfterEach
  void close() {
    var unused = channel.close();
  }

  /** Both clocks go on; what is due by then is done. */
  private void go(long nanos) {
    now += nanos;
    channel.advanceTimeBy(nanos, TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }

  private Lane begun(int users, @Nullable ThinkTime think, @Nullable Duration duration) {
    NanoClock clock = () -> now;
    ClosedFeed feed =
        new ClosedFeed(
            Integer.MAX_VALUE,
            users,
            null,
            think == null ? null : new ThinkTimes(think, 0),
            duration,
            clock);
    Lane lane = new Lane(new Sending(), feed, new Gates(Gate.OPEN, Gate.OPEN), clock);
    lane.begin(List.of(loop), 0);
    go(1);
    return lane;
  }

  private void end(Lane lane) {
    lane.ended(flying.remove(), loop);
    go(0);
  }

  @Test
  void anAnswerJustBeforeTheEndIsFollowedByARequestAndOneAtTheEndByNone() {
    Lane lane = begun(1, null, TENTH);
    assertThat(sentAt).containsExactly(0L);
    go(100 * MILLI - 2); // 99,999,999 ns
    end(lane);
    assertThat(sentAt).containsExactly(0L, 100 * MILLI - 1);
    assertThat(allDue).isZero();
    go(1);
    end(lane);
    assertThat(sentAt).as("nobody told the feed to stop").hasSize(2);
    assertThat(done).isTrue();
  }

  @Test
  void whoThinksBeyondTheEndSendsNothingMore() {
    Lane lane = begun(1, new ThinkTime.Constant(0.06), TENTH);
    go(30 * MILLI);
    end(lane);
    go(60 * MILLI);
    assertThat(sentAt).containsExactly(0L, 90 * MILLI + 1);
    go(5 * MILLI);
    end(lane);
    assertThat(done).isFalse();
    go(60 * MILLI);
    assertThat(sentAt).as("due at 155 ms").hasSize(2);
    assertThat(done).isTrue();
  }

  @Test
  void theFirstWhoComesTooLateEndsItForAll() {
    Lane lane = begun(3, null, TENTH);
    assertThat(sentAt).containsExactly(0L, 0L, 0L);
    go(200 * MILLI);
    end(lane);
    assertThat(allDue).isEqualTo(1);
    assertThat(done).as("two are in flight").isFalse();
    end(lane);
    end(lane);
    assertThat(sentAt).hasSize(3);
    assertThat(done).isTrue();
  }

  @Test
  void withoutADurationUsersGoOnUntilTheyAreStopped() {
    Lane lane = begun(1, null, null);
    for (int i = 0; i < 50; i++) {
      go(10 * MILLI);
      end(lane);
    }
    assertThat(sentAt).hasSize(51);
    lane.stop();
    end(lane);
    assertThat(sentAt).hasSize(51);
    assertThat(done).isTrue();
  }

  /** Keeps what is sent; times are those at which it was due. */
  private final class Sending implements Lane.Handling {
    @Override
    public byte[] body(int index) {
      return new byte[0];
    }

    @Override
    public StreamRequest request(
        int index, int user, long intendedNanos, long releasedNanos, byte @Nullable [] body) {
      return new StreamRequest(
          index,
          user,
          "",
          new Prompt("", 1, 1, PromptParts.NONE),
          intendedNanos,
          releasedNanos,
          new byte[0],
          "",
          RequestAbout.NONE,
          null,
          Map.of());
    }

    @Override
    public void send(Lane lane, StreamRequest request, EventLoop on) {
      sentAt.add(request.intendedNanos());
      flying.add(request);
    }

    @Override
    public void allDue() {
      allDue++;
    }

    @Override
    public void done() {
      done = true;
    }
  }
}
