// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.stopLoadGeneratorIf;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import java.util.List;

/**
 * Cases as scenarios whose requests are sent when they are due: a user of the scenario is there
 * from its send to its end. One user of a scenario of its own, {@code NAME dispatcher}, carries
 * them all, one case after the other.
 */
final class DispatchScenario {
  /**
   * One of the cases.
   *
   * @param name of its scenario
   * @param step sends a request and measures its answer
   */
  record Dispatched(String name, CaseRun run, StreamStep step) {
    private ChainBuilder chain() {
      return exec(DispatchAction.step(name, run, step))
          .exec(stopLoadGeneratorIf("the run was stopped", session -> run.endsRun()));
    }
  }

  private DispatchScenario() {}

  /**
   * The cases as one population.
   *
   * @param name of what they have in common
   * @param cases in the order of running, at least one
   */
  static PopulationBuilder population(String name, List<Dispatched> cases) {
    PopulationBuilder dispatcher =
        scenario(name + " dispatcher")
            .exec(cases.stream().map(Dispatched::chain).toList())
            .injectOpen(atOnceUsers(1));
    // Gatling must know the scenarios' names beforehand, though it injects nobody there.
    return dispatcher.andThen(
        cases.stream()
            .map(each -> scenario(each.name()).exec(exec(s -> s)).injectOpen(atOnceUsers(0)))
            .toArray(PopulationBuilder[]::new));
  }
}
