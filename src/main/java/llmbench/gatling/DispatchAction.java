// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.core.action.Action;
import io.gatling.core.action.ActorDelegatingAction;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import llmbench.recording.NanoClock;
import llmbench.traffic.Arrivals;
import org.jspecify.annotations.Nullable;

/**
 * Runs a case whose requests are sent when they are due and not when a virtual user is free:
 * prepares it, sends the warm-up requests, then the load, closes it, and lets the user go on who
 * carried the action.
 */
final class DispatchAction extends ActorDelegatingAction {
  /** From the order to begin to the load's beginning, so that every loop is ready for it. */
  private static final long LEAD_NANOS = 2_000_000;

  private final CaseRun run;
  private final Action next;
  private final NanoClock clock = NanoClock.SYSTEM;
  private final DispatchedUsers warmupUsers;
  private final DispatchedUsers users;
  private volatile @Nullable Lane running;

  private DispatchAction(
      String scenario, CaseRun run, LlmStep step, ScenarioContext ctx, Action next) {
    super("dispatch", null);
    this.run = run;
    this.next = next;
    // Here and not when they are needed: what the protocol gives to users at their start goes by
    // the steps that a scenario has when it is built.
    this.warmupUsers =
        new DispatchedUsers(scenario, step.silent().onEnd(run::warmedUp), false, ctx);
    this.users = new DispatchedUsers(scenario, step.onEnd(run::ended), true, ctx);
    run.whenStopped(this::stop);
    run.stop().waits(this::stop);
  }

  /**
   * The action as a step.
   *
   * @param scenario under which the users stand who send the requests
   * @param step sends a request and measures its answer
   */
  static ActionBuilder step(String scenario, CaseRun run, LlmStep step) {
    return new ActionBuilder() {
      @Override
      public io.gatling.core.action.builder.ActionBuilder asScala() {
        return (ctx, next) -> new DispatchAction(scenario, run, step, ctx, next);
      }
    };
  }

  @Override
  public void $bang(Session session) {
    execute(session);
  }

  @Override
  public void execute(Session session) {
    List<EventLoop> loops = EventLoops.used(new io.gatling.javaapi.core.Session(session));
    run.prepare(() -> warmUp(session, loops));
  }

  private void warmUp(Session session, List<EventLoop> loops) {
    if (run.warmups() == 0) {
      load(session, loops);
      return;
    }
    Feed feed = new OpenFeed(Arrivals.of(new double[run.warmups()]), clock);
    begin(
        new Lane(new Warmups(session, loops), feed, new Gates(run.cap(), Gate.OPEN), clock),
        loops,
        clock.nanoTime());
  }

  private void load(Session session, List<EventLoop> loops) {
    if (run.requests() == 0 || run.stopped()) {
      close(session);
      return;
    }
    long startNanos = clock.nanoTime() + LEAD_NANOS;
    run.begin(loops, startNanos);
    Lane lane = new Lane(new Load(session), run.feed(), run.gates(), clock);
    begin(lane, loops, startNanos);
    Duration duration = run.load().duration();
    if (duration != null) {
      EventLoop loop = session.eventLoop();
      long left = startNanos + duration.toNanos() - clock.nanoTime();
      var unused = loop.schedule(() -> endOfDuration(lane, loop), left, TimeUnit.NANOSECONDS);
    }
  }

  private void begin(Lane beginning, List<EventLoop> loops, long startNanos) {
    running = beginning;
    if (run.stopped()) { // asked for before there was a lane to stop
      beginning.stop();
    }
    beginning.begin(loops, startNanos);
  }

  private void endOfDuration(Lane lane, EventLoop loop) {
    if (lane.ended()) {
      return;
    }
    lane.stop();
    run.durationEnded(lane.inFlight(), lane.unsent());
    Duration grace = run.load().gracePeriod();
    var unused =
        loop.schedule(
            () -> lane.cancel("in flight after duration and grace_period"),
            grace.toNanos(),
            TimeUnit.NANOSECONDS);
  }

  /** Copies of the first request. */
  private final class Warmups implements Lane.Handling {
    private final Session carrier;
    private final List<EventLoop> loops;

    Warmups(Session carrier, List<EventLoop> loops) {
      this.carrier = carrier;
      this.loops = loops;
    }

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
      warmupUsers.send(carrier, lane, request, loop);
    }

    @Override
    public void done() {
      load(carrier, loops);
    }
  }

  /** What is measured. */
  private final class Load implements Lane.Handling {
    private final Session carrier;

    Load(Session carrier) {
      this.carrier = carrier;
    }

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
      users.send(carrier, lane, request, loop);
    }

    @Override
    public void done() {
      close(carrier);
    }
  }

  private void stop() {
    Lane lane = running;
    if (lane != null) {
      lane.stop();
    }
  }

  private void close(Session session) {
    run.close(() -> session.eventLoop().execute(() -> next.$bang(session)));
  }
}
