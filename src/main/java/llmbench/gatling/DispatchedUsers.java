// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.core.action.Action;
import io.gatling.core.action.ActorDelegatingAction;
import io.gatling.core.session.Session;
import io.gatling.core.session.Session$;
import io.gatling.core.stats.StatsEngine;
import io.gatling.core.structure.ScenarioContext;
import io.netty.channel.EventLoop;
import java.util.concurrent.atomic.AtomicLong;
import scala.collection.immutable.List$;

/**
 * Virtual users who each send one request and are gone when it has ended. Gatling's own injection
 * knows whole milliseconds and needs its users beforehand.
 */
final class DispatchedUsers {
  /** Session attribute: the request to send. */
  private static final String NEXT = "llmbench.dispatched";

  /** Session attribute: whom to tell of its end. */
  private static final String LANE = "llmbench.lane";

  /** Far from the numbers that Gatling gives to users of its own. */
  private static final AtomicLong USER = new AtomicLong(1L << 40);

  private final String scenario;
  private final boolean seen;
  private final boolean apart;
  private final StatsEngine stats;

  /** Under which Gatling's client keeps the connections of users who are apart. */
  private final long pool = USER.getAndIncrement();

  private final Action entry;

  /**
   * Users of a scenario.
   *
   * @param seen whether they stand in Gatling's report
   */
  DispatchedUsers(String scenario, LlmStep step, boolean seen, ScenarioContext ctx) {
    this(scenario, step.sharedConnections(), seen, false, ctx);
  }

  private DispatchedUsers(
      String scenario, LlmStep step, boolean seen, boolean apart, ScenarioContext ctx) {
    this.apart = apart;
    this.scenario = scenario;
    this.seen = seen;
    this.stats = ctx.coreComponents().statsEngine();
    Action last = new Last();
    this.entry =
        step.source(session -> (StreamRequest) session.attributes().apply(NEXT))
            .asScala()
            .build(ctx, last);
  }

  /** Users unseen in the report, with connections that they share with nobody else. */
  static DispatchedUsers apart(String scenario, LlmStep step, ScenarioContext ctx) {
    return new DispatchedUsers(scenario, step, false, true, ctx);
  }

  /**
   * A user begins, sends the request and is gone; on the loop.
   *
   * @param carrier the user who carries the load: what the protocol gave it at its start, such as a
   *     name resolver, the new user has too
   */
  void send(Session carrier, Lane lane, StreamRequest request, EventLoop loop) {
    if (seen) {
      stats.logUserStart(scenario);
    }
    Session session =
        carrier
            .copy(
                scenario,
                apart ? pool : USER.getAndIncrement(),
                carrier.attributes(),
                carrier.baseStatus(),
                List$.MODULE$.empty(),
                Session$.MODULE$.NothingOnExit(),
                loop)
            .set(LANE, lane);
    entry.$bang(session.set(NEXT, request));
  }

  /** The end of each user. */
  private final class Last extends ActorDelegatingAction {
    Last() {
      super("end", null);
    }

    @Override
    public void $bang(Session session) {
      execute(session);
    }

    @Override
    public void execute(Session session) {
      if (seen) {
        stats.logUserEnd(scenario);
      }
      Lane lane = (Lane) session.attributes().apply(LANE);
      StreamRequest request = (StreamRequest) session.attributes().apply(NEXT);
      // Not in this turn of the stack: a request that cannot be sent ends at once.
      session.eventLoop().execute(() -> lane.ended(request, session.eventLoop()));
    }
  }
}
