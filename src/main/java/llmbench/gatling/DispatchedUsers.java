// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.core.action.Action;
import io.gatling.core.action.ActorDelegatingAction;
import io.gatling.core.session.Session;
import io.gatling.core.session.Session$;
import io.gatling.core.stats.StatsEngine;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.http.protocol.HttpComponents;
import io.gatling.http.protocol.HttpProtocol;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import scala.collection.immutable.List$;

/**
 * Virtual users who each send one request and are gone when it has ended. Gatling's own injection
 * knows whole milliseconds and needs its users beforehand.
 */
final class DispatchedUsers {
  /** Whose connections requests use. */
  enum Pool {
    /** Any that is free. */
    SHARED,
    /** Those who send for one user of a case use that user's own, one after the other. */
    OF_EACH_USER,
    /** Those that nobody else of the case uses. */
    APART
  }

  /** Session attribute: the request to send. */
  private static final String NEXT = "llmbench.dispatched";

  /** Session attribute: whom to tell of its end. */
  private static final String LANE = "llmbench.lane";

  /** Far from the numbers that Gatling gives to users of its own. */
  private static final AtomicLong USER = new AtomicLong(1L << 40);

  /** Users with connections of their own at most. */
  private static final int MOST_USERS = 1 << 24;

  private final String scenario;
  private final boolean seen;
  private final Pool pool;
  private final long firstUser;
  private final AtomicInteger users = new AtomicInteger();
  private final HttpComponents http;
  private final StatsEngine stats;

  private final Action entry;

  /**
   * Users of a scenario.
   *
   * @param seen whether they stand in Gatling's report
   * @param pool whose connections they use
   */
  DispatchedUsers(String scenario, StreamStep step, boolean seen, Pool pool, ScenarioContext ctx) {
    this.scenario = scenario;
    this.seen = seen;
    this.pool = pool;
    this.firstUser = USER.getAndAdd(pool == Pool.OF_EACH_USER ? MOST_USERS : 1);
    this.stats = ctx.coreComponents().statsEngine();
    this.http = ctx.protocolComponentsRegistry().components(HttpProtocol.HttpProtocolKey());
    Action last = new Last();
    this.entry =
        (pool == Pool.SHARED ? step.sharedConnections() : step)
            .source(session -> (StreamRequest) session.attributes().apply(NEXT))
            .asScala()
            .build(ctx, last);
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
    users.accumulateAndGet(request.user() + 1, Math::max);
    Session session =
        carrier
            .copy(
                scenario,
                user(request),
                carrier.attributes(),
                carrier.baseStatus(),
                List$.MODULE$.empty(),
                Session$.MODULE$.NothingOnExit(),
                loop)
            .set(LANE, lane);
    entry.$bang(session.set(NEXT, request));
  }

  /** Under which number Gatling's client keeps the connection. */
  private long user(StreamRequest request) {
    return switch (pool) {
      case SHARED -> USER.getAndIncrement();
      case OF_EACH_USER -> firstUser + request.user();
      case APART -> firstUser;
    };
  }

  /** All have ended: closes the connections that were kept for them on those loops. */
  void closeConnections(List<EventLoop> loops) {
    if (pool == Pool.OF_EACH_USER) {
      for (int user = 0; user < users.get(); user++) {
        for (EventLoop loop : loops) {
          http.httpEngine().flushClientIdChannels(firstUser + user, loop);
        }
      }
    }
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
