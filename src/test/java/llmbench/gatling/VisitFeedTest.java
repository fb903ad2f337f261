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
import java.util.concurrent.TimeUnit;
import llmbench.dataset.Prompt;
import llmbench.plan.Curve;
import llmbench.plan.ThinkTime;
import llmbench.recording.NanoClock;
import llmbench.recording.RequestAbout;
import llmbench.traffic.ConcurrencyLevels;
import llmbench.traffic.ThinkTimes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When users come, by a clock and an event loop that stand still until they are moved. */
class VisitFeedTest {
  private static final long MILLI = 1_000_000;

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final EventLoop loop = channel.eventLoop();
  private final List<Long> cameAt = new ArrayList<>();
  private final Deque<StreamRequest> there = new ArrayDeque<>();
  private long now;
  private boolean done;

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

  private Lane begun(
      int users,
      int places,
      @Nullable ConcurrencyLevels levels,
      @Nullable ThinkTimes think,
      @Nullable Duration duration) {
    NanoClock clock = () -> now;
    VisitFeed feed = new VisitFeed(users, places, levels, think, duration, clock);
    Lane lane = new Lane(new Coming(), feed, new Gates(Gate.OPEN, Gate.OPEN), clock);
    lane.begin(List.of(loop), 0);
    go(0);
    return lane;
  }

  @Test
  void theNextComesInTheTurnInWhichTheOneBeforeHasGone() {
    Lane lane = begun(5, 2, null, null, null);
    assertThat(cameAt).containsExactly(0L, 0L);
    go(10 * MILLI);
    goes(lane);
    assertThat(cameAt).containsExactly(0L, 0L, 10 * MILLI);
    goes(lane);
    goes(lane);
    assertThat(cameAt).hasSize(5);
    goes(lane);
    goes(lane);
    assertThat(cameAt).as("five in all").hasSize(5);
    assertThat(done).isTrue();
  }

  /** Gatling asks at users' ends only: the feed must have ended before it hears of the last one. */
  @Test
  void aPlaceThatWillNotBeTakenInTimeIsGivenUpWhenItsUserGoes() {
    ThinkTimes pause = new ThinkTimes(new ThinkTime.Constant(0.05), 0);
    Lane lane = begun(Integer.MAX_VALUE, 1, null, pause, Duration.ofMillis(100));
    go(40 * MILLI);
    goes(lane);
    assertThat(cameAt).hasSize(1);
    go(50 * MILLI);
    assertThat(cameAt).containsExactly(0L, 90 * MILLI);
    lane.ended(there.remove(), loop); // and nothing else runs
    assertThat(done).isTrue();
  }

  @Test
  void placesComeAndGoByTheLevels() {
    ConcurrencyLevels levels =
        new ConcurrencyLevels(
            new Curve(List.of(new Curve.Piece(0.1, 1, 1), new Curve.Piece(0.1, 2, 2))));
    Lane lane = begun(Integer.MAX_VALUE, 2, levels, null, Duration.ofMillis(200));
    assertThat(cameAt).containsExactly(0L);
    go(100 * MILLI);
    assertThat(cameAt).containsExactly(0L, 100 * MILLI);
    go(100 * MILLI);
    lane.ended(there.remove(), loop);
    assertThat(done).isFalse();
    lane.ended(there.remove(), loop);
    assertThat(done).isTrue();
    go(MILLI);
    assertThat(cameAt).hasSize(2);
  }

  private void goes(Lane lane) {
    lane.ended(there.remove(), loop);
    go(0);
  }

  /** Notes who comes. */
  private final class Coming implements Lane.Handling {
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
          new Prompt("", 0, 0),
          intendedNanos,
          releasedNanos,
          new byte[0],
          "",
          RequestAbout.NONE,
          null);
    }

    @Override
    public void send(Lane lane, StreamRequest user, EventLoop on) {
      cameAt.add(now);
      there.add(user);
    }

    @Override
    public void done() {
      done = true;
    }
  }
}
