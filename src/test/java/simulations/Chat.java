// SPDX-License-Identifier: Apache-2.0
package simulations;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitHereIfFailed;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static llmbench.dsl.LlmDsl.llm;
import static llmbench.dsl.LlmDsl.ttftMillis;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A user's visit, as an application's own load test has it: logs in, reads, talks three turns with
 * a pause between them; and the test fails if first tokens come late. Nothing of the batch is used
 * but the step.
 *
 * <pre>
 * mvn gatling:test -Dgatling.simulationClass=simulations.Chat -Dchat.base_url=http://localhost:8000 -Dchat.model=my-model
 * </pre>
 */
public final class Chat extends Simulation {
  private static final int TURNS = 3;

  private final String model = System.getProperty("chat.model", "my-model");
  private final Duration think = Duration.ofMillis(Long.getLong("chat.think_ms", 2_000));

  /** The login of your application: a request that gives a token, or, as here, one that is open. */
  private final ChainBuilder logIn =
      exec(http("log in").get("/v1/models").check(status().is(200)), exitHereIfFailed());

  private final ChainBuilder talk =
      exec(session ->
              session.set(
                  "chat", List.of(Map.of("role", "system", "content", "Answer in one sentence."))))
          .exec(
              repeat(TURNS, "turn")
                  .on(
                      exec(
                          llm("turn")
                              .model(model)
                              .conversation("chat")
                              .prompt("Question #{turn}: and what comes next?")
                              .maxTokens(40)
                              .saveText("answer")
                              .check(ttftMillis().lte(5_000)),
                          exitHereIfFailed(),
                          pause(think))));

  private final ScenarioBuilder visit = scenario("visit").exec(logIn, talk);

  /** Ten visits, begun over five seconds. */
  public Chat() {
    setUp(
            visit.injectOpen(
                rampUsers(Integer.getInteger("chat.users", 10)).during(Duration.ofSeconds(5))))
        .protocols(http.baseUrl(System.getProperty("chat.base_url", "http://localhost:8000")))
        .assertions(
            global().failedRequests().count().is(0L),
            details("turn TTFT").responseTime().percentile3().lt(1_000));
  }
}
