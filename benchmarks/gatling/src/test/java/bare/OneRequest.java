// SPDX-License-Identifier: Apache-2.0
package bare;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Simulation;

/** The least that Gatling can be asked to do: one user, one request. */
public final class OneRequest extends Simulation {
  /** Asks {@code -Dbare.url}. */
  public OneRequest() {
    setUp(
        scenario("one")
            .exec(http("one").get(System.getProperty("bare.url")))
            .injectOpen(atOnceUsers(1)));
  }
}
