// SPDX-License-Identifier: Apache-2.0
package simulations;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static llmbench.dsl.LlmDsl.llm;
import static llmbench.dsl.LlmDsl.outputTokens;
import static llmbench.dsl.LlmDsl.ttftMillis;

import io.gatling.javaapi.core.Simulation;
import java.util.List;
import java.util.Map;

/**
 * The measuring step in a scenario of one's own (see docs/api.md), against a server at {@code
 * -Dask.base_url}.
 *
 * <pre>
 * mvn gatling:test -Dgatling.simulationClass=simulations.Ask -Dask.base_url=http://localhost:8000 -Dask.model=my-model
 * </pre>
 */
public final class Ask extends Simulation {
  /** Three users, who ask one after the other about two topics. */
  public Ask() {
    setUp(
            scenario("ask")
                .exec(
                    feed(
                        listFeeder(List.of(Map.of("topic", "rivers"), Map.of("topic", "stars")))
                            .circular()))
                .exec(
                    llm("ask")
                        .model(System.getProperty("ask.model", "my-model"))
                        .prompt("Tell me about #{topic}")
                        .maxTokens(20)
                        .check(ttftMillis().lte(30_000), outputTokens().saveAs("tokens")))
                .exec(
                    session -> {
                      System.out.println(
                          session.getString("llm.outcome")
                              + " in "
                              + session.getDouble("llm.ttft")
                              + " ms, tokens: "
                              + session.getDouble("tokens"));
                      return session;
                    })
                .injectOpen(atOnceUsers(3)))
        .protocols(http.baseUrl(System.getProperty("ask.base_url", "http://localhost:8000")));
  }
}
