// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static llmbench.dsl.LlmDsl.concurrencyStages;
import static llmbench.dsl.LlmDsl.concurrentUsers;
import static llmbench.dsl.LlmDsl.llm;
import static llmbench.dsl.LlmDsl.prompts;
import static llmbench.dsl.LlmDsl.requestRate;
import static llmbench.dsl.LlmDsl.stage;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.List;
import llmbench.dsl.Prompts;
import llmbench.dsl.SessionKeys;

/** Loads of llmbench's beside Gatling's own, one after the other, each with a scenario. */
public final class OwnLoad extends Simulation {
  private static final int TURNS = 2;

  private final String tokenizer = System.getProperty("own.tokenizer", "");
  private final Prompts random =
      prompts("random").tokenizer(tokenizer).lengths(12, 3).count(30).seed(7);
  private final Prompts talks =
      prompts("multi_turn").path(System.getProperty("own.talks", "")).tokenizer(tokenizer);

  /** All of them; what each user had is printed. */
  public OwnLoad() {
    setUp(
            requestRate(60)
                .burstiness(0.5)
                .seed(3)
                .users(30)
                .feeding(random)
                .inject(ask("open"))
                .andThen(
                    requestRate(2_000)
                        .users(9)
                        .maxConcurrency(3)
                        .feeding(random)
                        .inject(ask("capped")))
                .andThen(concurrentUsers(4).users(20).feeding(random).inject(ask("closed")))
                .andThen(
                    concurrencyStages(
                            stage(Duration.ofMillis(300)).at(1),
                            stage(Duration.ofMillis(300)).at(3))
                        .during(Duration.ofMillis(600))
                        .thinkTime(Duration.ofMillis(5))
                        .feeding(random)
                        .inject(ask("timed")))
                .andThen(concurrentUsers(2).users(20_000).inject(scenario("idle").exec(s -> s)))
                .andThen(
                    requestRate(10_000_000)
                        .users(20_000)
                        .maxConcurrency(1)
                        .inject(scenario("held").exec(s -> s)))
                .andThen(requestRate(50).users(2).feeding(talks).inject(talk())),
            scenario("gatling's")
                .exec(pause(Duration.ofMillis(10)))
                .injectOpen(nothingFor(Duration.ofMillis(100)), atOnceUsers(2)))
        .protocols(http.baseUrl(System.getProperty("own.base_url", "http://localhost:8000")))
        .assertions(global().failedRequests().count().is(0L));
  }

  private static ScenarioBuilder ask(String name) {
    return scenario(name)
        .exec(llm(name).model(Engines.MODEL).promptFromFeeder().field("user", name))
        .exec(told(name));
  }

  private static ScenarioBuilder talk() {
    return scenario("talk")
        .exec(
            repeat(TURNS)
                .on(
                    exec(
                        llm("talk")
                            .model(Engines.MODEL)
                            .conversation("chat")
                            .promptFromFeeder()
                            .field("user", "talk"))))
        .exec(told("talk"));
  }

  private static ChainBuilder told(String name) {
    return exec(
        session -> {
          System.out.println(
              "USER "
                  + String.join(
                      "\t",
                      List.of(
                          name,
                          String.valueOf(session.getDouble(SessionKeys.START_LAG)),
                          session.getString(SessionKeys.OUTCOME),
                          String.valueOf(session.getInt("turns")))));
          return session;
        });
  }
}
