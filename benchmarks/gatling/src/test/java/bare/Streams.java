// SPDX-License-Identifier: Apache-2.0
package bare;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.sse;

import io.gatling.javaapi.core.Simulation;

/** Streamed answers by Gatling's own SSE step, with one check that looks at each frame for the end. */
public final class Streams extends Simulation {
  private static final int STREAMS = Integer.getInteger("bare.streams");
  private static final int REQUESTS = Integer.getInteger("bare.requests");
  private static final int TOKENS = Integer.getInteger("bare.tokens");
  private static final String BODY =
      "{\"model\":\"llmbench/embedded\",\"messages\":[{\"role\":\"user\",\"content\":\""
          + "a".repeat(70)
          + "\"}],\"max_completion_tokens\":"
          + TOKENS
          + ",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"ignore_eos\":true}";

  /** Sends {@code -Dbare.requests} on {@code -Dbare.streams} users to {@code -Dbare.url}. */
  public Streams() {
    setUp(
            scenario("streams")
                .exec(
                    repeat(REQUESTS / STREAMS)
                        .on(
                            exec(
                                sse("stream")
                                    .post("/v1/chat/completions")
                                    .header("content-type", "application/json")
                                    .body(StringBody(BODY))
                                    .await(60)
                                    .on(
                                        sse.checkMessage("end")
                                            .matching(substring("[DONE]"))
                                            .check(substring("[DONE]"))),
                                sse("close").close())))
                .injectOpen(atOnceUsers(STREAMS)))
        .protocols(http.baseUrl(System.getProperty("bare.url")));
  }
}
