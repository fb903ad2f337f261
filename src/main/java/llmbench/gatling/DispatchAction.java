// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.core.action.Action;
import io.gatling.core.action.ActorDelegatingAction;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;
import io.netty.channel.EventLoop;
import java.util.List;
import llmbench.gatling.DispatchedUsers.Pool;
import org.jspecify.annotations.Nullable;

/**
 * Runs a case whose requests are sent when they are due and not when a virtual user is free:
 * prepares it, lets it take its {@link CaseCourse}, and lets the user go on who carried the action.
 */
final class DispatchAction extends ActorDelegatingAction {
  private final CaseRun run;
  private final Action next;
  private final CaseCourse.Users users;
  private volatile @Nullable CaseCourse course;

  private DispatchAction(
      String scenario, CaseRun run, StreamStep step, ScenarioContext ctx, Action next) {
    super("dispatch", null);
    this.run = run;
    this.next = next;
    // Here and not when they are needed: what the protocol gives to users at their start goes by
    // the steps that a scenario has when it is built.
    StreamStep beside = step.silent().onEnd(run::endedBeside);
    Pool pool = run.ownConnections() ? Pool.OF_EACH_USER : Pool.SHARED;
    this.users =
        new CaseCourse.Users(
            new DispatchedUsers(scenario, step.silent().onEnd(run::warmedUp), false, pool, ctx),
            new DispatchedUsers(scenario, step.onEnd(run::ended), true, pool, ctx),
            new DispatchedUsers(scenario, beside, false, Pool.SHARED, ctx),
            new DispatchedUsers(scenario, beside, false, Pool.APART, ctx));
    run.whenStopped(this::stop);
    run.whenEndedEarly(this::endEarly);
    run.stop().waits(this::stop);
  }

  /**
   * The action as a step.
   *
   * @param scenario under which the users stand who send the requests
   * @param step sends a request and measures its answer
   */
  static ActionBuilder step(String scenario, CaseRun run, StreamStep step) {
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
    run.prepare(
        () -> {
          CaseCourse begun = new CaseCourse(run, users, session, loops, () -> close(session));
          course = begun;
          begun.begin();
        });
  }

  private void stop() {
    CaseCourse running = course;
    if (running != null) {
      running.stop();
    }
  }

  private void endEarly(StopCause cause) {
    CaseCourse running = course;
    if (running != null) {
      running.endEarly(cause);
    }
  }

  private void close(Session session) {
    run.close(() -> session.eventLoop().execute(() -> next.$bang(session)));
  }
}
