// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.stopLoadGeneratorIf;

import io.gatling.javaapi.core.PopulationBuilder;

/**
 * A case as a scenario whose requests are sent when they are due: a user of the scenario is there
 * from its send to its end. One user of a scenario of its own, {@code NAME dispatcher}, carries it
 * all.
 */
final class DispatchScenario {
  private DispatchScenario() {}

  static PopulationBuilder population(String name, CaseRun run, LlmStep step) {
    PopulationBuilder dispatcher =
        scenario(name + " dispatcher")
            .exec(DispatchAction.step(name, run, step))
            .exec(stopLoadGeneratorIf("the run was stopped", session -> run.endsRun()))
            .injectOpen(atOnceUsers(1));
    // Gatling must know the scenario's name beforehand, though it injects nobody there.
    return dispatcher.andThen(scenario(name).exec(exec(s -> s)).injectOpen(atOnceUsers(0)));
  }
}
