// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.javaapi.core.Session;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;

/**
 * Spreads users over as many event loops as there are cores. Gatling makes two for each core; a
 * loop that serves twice the streams finds more of them ready at each wake-up, and there are half
 * the wake-ups.
 */
final class EventLoops {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private EventLoops() {}

  /** Those that users are spread over, at least one. */
  static List<EventLoop> used(Session session) {
    return used(session.asScala().eventLoop().parent());
  }

  /** The same of Gatling's. */
  static List<EventLoop> used(Iterable<EventExecutor> all) {
    List<EventLoop> loops = new ArrayList<>();
    for (EventExecutor each : all) {
      if (loops.size() < CORES) {
        loops.add((EventLoop) each);
      }
    }
    return loops;
  }

  /** The session on its loop. What was begun on the other one goes on there. */
  static Session assign(Session session) {
    io.gatling.core.session.Session scala = session.asScala();
    List<EventLoop> loops = used(session);
    EventLoop loop = loops.get((int) Math.floorMod(scala.userId(), (long) loops.size()));
    return new Session(
        scala.copy(
            scala.scenario(),
            scala.userId(),
            scala.attributes(),
            scala.baseStatus(),
            scala.blockStack(),
            scala.onExit(),
            loop));
  }
}
