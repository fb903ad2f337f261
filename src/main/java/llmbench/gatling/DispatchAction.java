// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.core.action.Action;
import io.gatling.core.action.ActorDelegatingAction;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;
import io.netty.channel.EventLoop;
import java.util.List;
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
    begin(
        new Lane(
            index -> new byte[0],
            (index, intended, released, body) -> run.warmup(),
            new OpenFeed(Arrivals.of(new double[run.warmups()]), clock),
            run.cap(),
            (lane, request, loop) -> warmupUsers.send(session, lane, request, loop),
            () -> load(session, loops),
            clock),
        loops);
  }

  private void load(Session session, List<EventLoop> loops) {
    if (run.requests() == 0) {
      close(session);
      return;
    }
    run.begin(loops);
    begin(
        new Lane(
            run::body,
            (index, intended, released, body) ->
                run.request(
                    index, index, intended, released, body.length == 0 ? run.body(index) : body),
            new OpenFeed(run.arrivals(), clock),
            run.cap(),
            (lane, request, loop) -> users.send(session, lane, request, loop),
            () -> close(session),
            clock),
        loops);
  }

  private void begin(Lane beginning, List<EventLoop> loops) {
    running = beginning;
    if (run.stopped()) { // asked for before there was a lane to stop
      beginning.stop();
    }
    beginning.begin(loops, clock.nanoTime() + LEAD_NANOS);
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
