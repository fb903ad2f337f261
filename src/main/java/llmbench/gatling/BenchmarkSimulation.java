// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.javaapi.core.Simulation;

/** Runs a whole plan. A subclass gives the run; there is nothing else to it. */
public abstract class BenchmarkSimulation extends Simulation {
  static {
    SocketGuards.install(); // Before a run is made: its engine has connections too.
  }

  private final CasesSetUp cases;

  /** Sets the simulation up; the run is ready for load. */
  protected BenchmarkSimulation(BenchmarkRun run) {
    this.cases = new CasesSetUp(run);
    setUp(cases.populations()).protocols(cases.protocol()).assertions(cases.assertions());
  }

  @Override
  public void after() {
    cases.ended();
  }
}
