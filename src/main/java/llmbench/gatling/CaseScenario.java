// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rendezVous;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.stopLoadGeneratorIf;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;

/**
 * A case as a scenario: a closed model. As many virtual users as slots align at the start; each
 * then takes the next prompt until none is left, so that a slot is refilled in the turn of the
 * event loop in which its request ended.
 */
final class CaseScenario {
  /**
   * Session attribute: index of the prompt that the user took; {@link PromptCursor#NONE} for none.
   */
  static final String INDEX = "llmbench.index";

  private static final Duration POLL = Duration.ofMillis(5);

  private CaseScenario() {}

  static PopulationBuilder population(String name, int slots, CaseRun run, StreamStep step) {
    ClosedUsers users = new ClosedUsers(run);
    StreamStep warmup =
        step.silent().source(session -> run.requests().warmup()).onEnd(run::warmedUp);
    StreamStep measured = step.source(users::request).onEnd(run::ended);
    return scenario(name)
        .exec(
            session -> {
              users.prepare();
              return EventLoops.assign(session);
            })
        .exec(asLongAs(session -> !users.prepared()).on(pause(POLL)))
        .exec(loop(session -> session.set(INDEX, users.takeWarmup()), warmup))
        .exec(rendezVous(slots))
        .exec(
            session -> {
              users.begin(EventLoops.used(session));
              return session;
            })
        .exec(pause(session -> users.startDelay()))
        .exec(loop(session -> session.set(INDEX, users.take()), measured))
        .exec(
            session -> {
              users.userDone();
              return session;
            })
        .exec(asLongAs(session -> !users.finished()).on(pause(POLL)))
        .exec(stopLoadGeneratorIf("the run was stopped", session -> run.endsRun()))
        .injectOpen(atOnceUsers(slots));
  }

  /** Takes an index, and while there is one, runs the step and takes the next. */
  private static ChainBuilder loop(
      java.util.function.Function<Session, Session> take, StreamStep step) {
    return exec(take)
        .exec(
            asLongAs(session -> session.getInt(INDEX) != PromptCursor.NONE)
                .on(exec(step).exec(take)));
  }
}
