// SPDX-License-Identifier: Apache-2.0
package example;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitHereIfFailed;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static llmbench.dsl.LlmDsl.llm;
import static llmbench.dsl.LlmDsl.prompts;
import static llmbench.dsl.LlmDsl.requestRate;
import static llmbench.dsl.LlmDsl.ttftMillis;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.FeederBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/**
 * Visitors come in bunches, log in, think, and talk three turns each; the test fails if first
 * tokens come late.
 *
 * <pre>
 * mvn gatling:test -Dchat.base_url=http://localhost:8000 -Dchat.model=my-model -Dchat.tokenizer=path/or/hub-id
 * </pre>
 */
public final class ChatLoad extends Simulation {
  private final String model = System.getProperty("chat.model", "my-model");
  private final Duration think = Duration.ofMillis(Long.getLong("chat.think_ms", 2_000));

  /** Questions of the same lengths in every run; any data set of llmbench's may stand here. */
  private final FeederBuilder<Object> questions =
      prompts("random")
          .tokenizer(System.getProperty("chat.tokenizer", model))
          .lengths(64, 32)
          .count(100)
          .seed(0)
          .feeder()
          .circular();

  /** The login of your application: a request that gives a token, or, as here, one that is open. */
  private final ChainBuilder logIn =
      exec(http("log in").get("/v1/models").check(status().is(200)), exitHereIfFailed());

  private final ChainBuilder talk =
      repeat(3)
          .on(
              pause(think),
              feed(questions),
              llm("turn")
                  .model(model)
                  .conversation("chat")
                  .promptFromFeeder()
                  .check(ttftMillis().lte(5_000)),
              exitHereIfFailed());

  /** Ten visits a second in the mean, in bunches; each at the same instant in every run. */
  public ChatLoad() {
    setUp(
            requestRate(10)
                .burstiness(0.5)
                .seed(0)
                .users(Integer.getInteger("chat.users", 30))
                .inject(scenario("visit").exec(logIn, talk)))
        .protocols(http.baseUrl(System.getProperty("chat.base_url", "http://localhost:8000"))
                .disableWarmUp())
        .assertions(
            global().failedRequests().count().is(0L),
            details("turn TTFT")
                .responseTime()
                .percentile3()
                .lt(Integer.getInteger("chat.p95_ttft_ms", 1_000)));
  }
}
