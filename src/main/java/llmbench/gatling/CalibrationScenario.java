// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The client's warm-up as a scenario. Its requests have no row in Gatling's report. */
final class CalibrationScenario {
  private static final String NEXT = "llmbench.calibration";
  private static final Duration POLL = Duration.ofMillis(5);

  private final Calibration calibration;
  private final Executor executor;
  private final AtomicBoolean beginning = new AtomicBoolean();
  private final AtomicInteger usersAtWork;
  private volatile boolean begun;
  private volatile boolean finished;

  private CalibrationScenario(Calibration calibration, Executor executor) {
    this.calibration = calibration;
    this.executor = executor;
    this.usersAtWork = new AtomicInteger(calibration.users());
  }

  static PopulationBuilder population(Calibration calibration, Executor executor) {
    return new CalibrationScenario(calibration, executor).population();
  }

  private PopulationBuilder population() {
    StreamStep step =
        StreamStep.named("client warm-up")
            .silent()
            .endpoint("#{llmbenchUrl}")
            .header("x-request-id", "#{llmbenchId}")
            .header("Connection", "#{llmbenchConnection}")
            .source(session -> (StreamRequest) session.attributes().apply(NEXT))
            .onEnd(calibration::ended);
    ChainBuilder take = exec(this::take);
    return scenario("client warm-up")
        .exec(
            session -> {
              if (beginning.compareAndSet(false, true)) {
                executor.execute(this::begin);
              }
              return EventLoops.assign(session);
            })
        .exec(asLongAs(session -> !begun).on(pause(POLL)))
        .exec(take)
        .exec(asLongAs(session -> session.contains(NEXT)).on(exec(step).exec(take)))
        .exec(
            session -> {
              if (usersAtWork.decrementAndGet() == 0) {
                executor.execute(this::finish);
              }
              return session;
            })
        .exec(asLongAs(session -> !finished).on(pause(POLL)))
        .injectOpen(atOnceUsers(calibration.users()));
  }

  private Session take(Session session) {
    StreamRequest next = calibration.next();
    return next == null
        ? session.remove(NEXT)
        : session
            .set(NEXT, next)
            .set("llmbenchUrl", calibration.url())
            .set("llmbenchId", next.requestId())
            .set("llmbenchConnection", calibration.closes(next) ? "close" : "keep-alive");
  }

  private void begin() {
    try {
      calibration.begin();
    } finally {
      begun = true;
    }
  }

  private void finish() {
    try {
      calibration.finish();
    } finally {
      finished = true;
    }
  }
}
