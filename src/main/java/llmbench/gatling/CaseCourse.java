// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.core.session.Session;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.recording.NanoClock;
import llmbench.traffic.Arrivals;
import org.jspecify.annotations.Nullable;

/**
 * The course of one case: what is sent before its load, the load, and what is sent beside it.
 *
 * <pre>
 *  copies of the   ┌───────── load ─────────┐
 *  first request   └─ probes ───────────────┘ what is in flight may end
 *  ───────────────┼────────────────────────┼──────────── time
 *                 begins                   all ended
 * </pre>
 */
final class CaseCourse {
  /** From the order to begin to the load's beginning, so that every loop is ready for it. */
  private static final long LEAD_NANOS = 2_000_000;

  /**
   * Who sends which requests.
   *
   * @param warmups copies of the first request
   * @param load what is measured
   * @param beside phases before and after it
   * @param probes small requests with connections of their own
   */
  record Users(
      DispatchedUsers warmups,
      DispatchedUsers load,
      DispatchedUsers beside,
      DispatchedUsers probes) {}

  private final CaseRun run;
  private final Users users;
  private final Session carrier;
  private final List<EventLoop> loops;
  private final Runnable whenOver;
  private final NanoClock clock = NanoClock.SYSTEM;
  private final Gates gates;
  private final List<Lane> lanes = new CopyOnWriteArrayList<>();

  /** Lanes that have not ended, and one for the course until its load has. */
  private final AtomicInteger open = new AtomicInteger(1);

  private final AtomicBoolean stopped = new AtomicBoolean();
  private volatile @Nullable Lane probes;

  /**
   * A course that has not begun.
   *
   * @param carrier the user who carries the case
   * @param whenOver told once, when all that was sent has ended
   */
  CaseCourse(CaseRun run, Users users, Session carrier, List<EventLoop> loops, Runnable whenOver) {
    this.run = run;
    this.users = users;
    this.carrier = carrier;
    this.loops = loops;
    this.whenOver = whenOver;
    this.gates = run.gates();
  }

  /** Begins; the case is prepared, or is not to be run. */
  void begin() {
    if (run.warmups() == 0) {
      load();
      return;
    }
    Feed feed = new OpenFeed(Arrivals.of(new double[run.warmups()]), clock);
    begin(new Lane(new Warmups(), feed, new Gates(run.cap(), Gate.OPEN), clock), clock.nanoTime());
  }

  /** Sends nothing more; what is in flight may end. From any thread, perhaps more than once. */
  void stop() {
    stopped.set(true);
    lanes.forEach(Lane::stop);
  }

  private boolean stopping() {
    return stopped.get() || run.stopped();
  }

  private void load() {
    if (run.requests() == 0 || stopping()) {
      laneEnded();
      return;
    }
    long startNanos = clock.nanoTime() + LEAD_NANOS;
    run.begin(loops, startNanos);
    Lane lane = new Lane(new Load(), run.feed(), gates, clock);
    probe(startNanos);
    open.incrementAndGet();
    begin(lane, startNanos);
    Duration duration = run.load().duration();
    if (duration != null) {
      after(startNanos + duration.toNanos() - clock.nanoTime(), () -> endOfDuration(lane));
    }
    laneEnded();
  }

  /** Small requests beside the load, until it has ended. */
  private void probe(long startNanos) {
    double rate = run.load().shape().probeRate();
    if (rate > 0) {
      Feed feed = new ProbeFeed(rate, clock);
      Lane lane = new Lane(new Probes(), feed, new Gates(Gate.OPEN, Gate.OPEN), clock);
      probes = lane;
      open.incrementAndGet();
      begin(lane, startNanos);
    }
  }

  private void begin(Lane beginning, long startNanos) {
    lanes.add(beginning);
    if (stopping()) { // asked for before there was a lane to stop
      beginning.stop();
    }
    beginning.begin(loops, startNanos);
  }

  private void endOfDuration(Lane lane) {
    if (lane.ended()) {
      return;
    }
    lane.stop();
    run.durationEnded(lane.inFlight(), lane.unsent());
    afterGrace(() -> lane.cancel("in flight after duration and grace_period"));
  }

  private void loadEnded() {
    Lane probing = probes;
    if (probing != null) {
      probing.stop();
      afterGrace(() -> probing.cancel("in flight after the load and grace_period"));
    }
    laneEnded();
  }

  private void laneEnded() {
    if (open.decrementAndGet() == 0) {
      whenOver.run();
    }
  }

  private void afterGrace(Runnable task) {
    after(run.load().gracePeriod().toNanos(), task);
  }

  private void after(long nanos, Runnable task) {
    var unused = carrier.eventLoop().schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  /** Copies of the first request. */
  private final class Warmups implements Lane.Handling {
    @Override
    public byte[] body(int index) {
      return run.warmup().body();
    }

    @Override
    public StreamRequest request(
        int index, int user, long intendedNanos, long releasedNanos, byte @Nullable [] body) {
      return run.warmup();
    }

    @Override
    public void send(Lane lane, StreamRequest request, EventLoop loop) {
      users.warmups().send(carrier, lane, request, loop);
    }

    @Override
    public void done() {
      load();
    }
  }

  /** What is measured. */
  private final class Load implements Lane.Handling {
    @Override
    public byte[] body(int index) {
      return run.body(index);
    }

    @Override
    public StreamRequest request(
        int index, int user, long intendedNanos, long releasedNanos, byte @Nullable [] body) {
      return run.request(index, user, intendedNanos, releasedNanos, body);
    }

    @Override
    public Flight flight(int index, @Nullable Runnable whenFirst) {
      return run.flight(index, whenFirst);
    }

    @Override
    public void send(Lane lane, StreamRequest request, EventLoop loop) {
      users.load().send(carrier, lane, request, loop);
    }

    @Override
    public void done() {
      loadEnded();
    }
  }

  /** Small requests beside it. */
  private final class Probes implements Lane.Handling {
    @Override
    public byte[] body(int index) {
      return run.probe(index, 0).body();
    }

    @Override
    public StreamRequest request(
        int index, int user, long intendedNanos, long releasedNanos, byte @Nullable [] body) {
      return run.probe(index, intendedNanos);
    }

    @Override
    public void send(Lane lane, StreamRequest request, EventLoop loop) {
      users.probes().send(carrier, lane, request, loop);
    }

    @Override
    public void done() {
      laneEnded();
    }
  }
}
