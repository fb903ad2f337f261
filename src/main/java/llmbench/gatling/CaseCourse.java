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
import llmbench.recording.Phase;
import org.jspecify.annotations.Nullable;

/**
 * The course of one case: what is sent before its load, the load, and what is sent beside it.
 *
 * <pre>
 *  copies of the    warm-up    ┌──────────── load ────────────┐
 *  first request    phase      ├─ probes ─────────────────────┤
 *                              │             └─ cool-down phase ┤
 *  ────────────────────────────┼─────────────┼────────────────┼──── time
 *                              begins        all are due      all have ended
 * </pre>
 */
final class CaseCourse {
  /** From the order to begin to the load's beginning, so that every loop is ready for it. */
  private static final long LEAD_NANOS = 2_000_000;

  private static final String COOLDOWN_OVER = "in flight when the cool-down was over";

  /**
   * Who sends which requests.
   *
   * @param warmups copies of the first request, or first turns
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
  private final AtomicBoolean loadBegun = new AtomicBoolean();
  private volatile @Nullable Lane cooldown;
  private volatile boolean loadOver;
  private final AtomicBoolean early = new AtomicBoolean();
  private volatile @Nullable Lane probes;
  private volatile @Nullable SaturationWatch saturation;

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
    long left = run.limits().nanosLeft();
    if (left >= 0) {
      after(left + LEAD_NANOS, () -> run.limits().reached());
    }
    StopCause reached = run.limits().reached(); // perhaps before there was a course to tell
    if (reached != null) {
      endEarly(reached);
    }
    Feed feed = run.warmupFeed();
    if (feed == null || stopping()) {
      warmUp();
      return;
    }
    begin(new Lane(new Warmups(), feed, new Gates(run.cap(), Gate.OPEN), clock), clock.nanoTime());
  }

  /** Sends nothing more; what is in flight may end. From any thread, perhaps more than once. */
  void stop() {
    stopped.set(true);
    lanes.forEach(Lane::stop);
  }

  /**
   * Sends nothing more and tells why; what is in flight may end, for the grace period at most. From
   * any thread, perhaps more than once.
   */
  void endEarly(StopCause cause) {
    boolean over = open.get() == 0;
    if (over || !early.compareAndSet(false, true)) {
      return;
    }
    int inFlight = lanes.stream().mapToInt(Lane::inFlight).sum();
    stop();
    run.endedEarly(cause, inFlight, lanes.stream().mapToInt(Lane::unsent).sum());
    afterGrace(() -> lanes.forEach(lane -> lane.cancel("in flight after an early stop")));
  }

  private boolean stopping() {
    return stopped.get() || run.stopped();
  }

  /** The phase before the load. */
  private void warmUp() {
    PhaseLoad phase = run.beside().phase(Phase.WARMUP);
    if (phase == null || run.due() == 0 || stopping()) {
      beginLoad();
    } else {
      beside(Phase.WARMUP, phase, clock.nanoTime() + LEAD_NANOS);
    }
  }

  private Lane beside(Phase phase, PhaseLoad load, long startNanos) {
    Lane lane = new Lane(new Beside(phase, load), load.feed(clock), gates, clock);
    open.incrementAndGet();
    Duration duration = load.spec().load().duration();
    begin(lane, startNanos);
    if (duration != null) {
      after(startNanos + duration.toNanos() - clock.nanoTime(), () -> phaseOver(phase, lane));
    }
    return lane;
  }

  private static void phaseOver(Phase phase, Lane lane) {
    lane.stop();
    if (phase == Phase.COOLDOWN) {
      lane.cancel(COOLDOWN_OVER);
    }
  }

  private void beginLoad() {
    if (!loadBegun.compareAndSet(false, true)) {
      return;
    }
    if (run.due() == 0 || stopping()) {
      laneEnded();
      return;
    }
    long startNanos = clock.nanoTime() + LEAD_NANOS;
    run.begin(loops, startNanos);
    Lane lane = new Lane(new Load(), run.feed(), gates, clock);
    probe(startNanos);
    open.addAndGet(2); // the load, and that all of it is due
    SaturationWatch watch = run.saturation(lane, startNanos);
    saturation = watch;
    begin(lane, startNanos);
    if (watch != null) {
      watch.begin();
    }
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
    SaturationWatch watch = saturation;
    if (watch != null) {
      watch.end();
    }
    loadOver = true;
    Lane cooling = cooldown;
    if (cooling != null) {
      phaseOver(Phase.COOLDOWN, cooling);
    }
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

  /** Copies of the first request, or first turns. */
  private final class Warmups implements Lane.Handling {
    @Override
    public byte[] body(int index) {
      return run.requests().warmup().body();
    }

    @Override
    public StreamRequest request(
        int index, int user, long intendedNanos, long releasedNanos, byte @Nullable [] body) {
      return run.requests().warmup(index, user, intendedNanos, body);
    }

    @Override
    public Flight flight(int index, @Nullable Runnable whenFirst) {
      return run.requests().warmupFlight(index, whenFirst);
    }

    @Override
    public void send(Lane lane, StreamRequest request, EventLoop loop) {
      users.warmups().send(carrier, lane, request, loop);
    }

    @Override
    public void done() {
      users.warmups().closeConnections(loops);
      warmUp();
    }
  }

  /** What is measured. */
  private final class Load implements Lane.Handling {
    @Override
    public byte[] body(int index) {
      return run.requests().body(index);
    }

    @Override
    public StreamRequest request(
        int index, int user, long intendedNanos, long releasedNanos, byte @Nullable [] body) {
      return run.request(index, user, intendedNanos, releasedNanos, body);
    }

    @Override
    public Flight flight(int index, @Nullable Runnable whenFirst) {
      return run.requests().flight(index, whenFirst);
    }

    @Override
    public void send(Lane lane, StreamRequest request, EventLoop loop) {
      users.load().send(carrier, lane, request, loop);
    }

    @Override
    public void allDue() {
      PhaseLoad phase = run.beside().phase(Phase.COOLDOWN);
      if (phase != null && !stopping()) {
        Lane begun = beside(Phase.COOLDOWN, phase, clock.nanoTime());
        cooldown = begun;
        if (loadOver) { // it ended meanwhile, on another loop
          phaseOver(Phase.COOLDOWN, begun);
        }
      }
      laneEnded();
    }

    @Override
    public void ended(StreamRequest request) {
      SaturationWatch watch = saturation;
      if (watch != null) {
        watch.ended(request);
      }
    }

    @Override
    public void done() {
      users.load().closeConnections(loops);
      loadEnded();
    }
  }

  /** A phase before the load, or after its last request. */
  private final class Beside implements Lane.Handling {
    private final Phase phase;
    private final PhaseLoad load;

    Beside(Phase phase, PhaseLoad load) {
      this.phase = phase;
      this.load = load;
    }

    @Override
    public byte[] body(int index) {
      return new byte[0]; // made when it is sent: nobody measures it
    }

    @Override
    public StreamRequest request(
        int index, int user, long intendedNanos, long releasedNanos, byte @Nullable [] body) {
      return run.beside().request(phase, load, index, user, intendedNanos, releasedNanos);
    }

    @Override
    public void send(Lane lane, StreamRequest request, EventLoop loop) {
      users.beside().send(carrier, lane, request, loop);
    }

    @Override
    public void allDue() {
      if (phase == Phase.WARMUP && !load.spec().drain()) {
        run.warmUpEnded(() -> {}); // the server stays at work meanwhile
        beginLoad();
      }
    }

    @Override
    public void done() {
      if (phase == Phase.WARMUP && load.spec().drain()) {
        run.warmUpEnded(() -> carrier.eventLoop().execute(CaseCourse.this::beginLoad));
      }
      laneEnded();
    }
  }

  /** Small requests beside it. */
  private final class Probes implements Lane.Handling {
    @Override
    public byte[] body(int index) {
      return run.beside().probe(index, 0).body();
    }

    @Override
    public StreamRequest request(
        int index, int user, long intendedNanos, long releasedNanos, byte @Nullable [] body) {
      return run.beside().probe(index, intendedNanos);
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
