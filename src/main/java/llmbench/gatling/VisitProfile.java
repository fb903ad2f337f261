// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.commons.util.Clock;
import io.gatling.core.controller.inject.InjectionProfile;
import io.gatling.core.controller.inject.Workload;
import io.gatling.core.scenario.Scenario;
import io.gatling.core.stats.StatsEngine;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.atomic.AtomicLong;
import scala.Option;

/** What Gatling asks of a population's load, answered by {@link Visits}. */
final class VisitProfile implements InjectionProfile {
  private final Visits visits;

  VisitProfile(Visits visits) {
    this.visits = visits;
  }

  @Override
  public Option<Object> totalUserCount() {
    return visits.users < 0 ? Option.empty() : Option.apply((long) visits.users);
  }

  @Override
  public Workload workload(
      Scenario scenario,
      AtomicLong userIdGen,
      long startTime,
      EventLoopGroup loops,
      StatsEngine stats,
      Clock clock) {
    return new VisitWorkload(visits, scenario, userIdGen, loops, stats);
  }
}
