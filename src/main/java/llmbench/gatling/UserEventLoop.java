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
final class UserEventLoop {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private UserEventLoop() {}

  /** The session on its loop. What was begun on the other one goes on there. */
  static Session assign(Session session) {
    io.gatling.core.session.Session scala = session.asScala();
    List<EventLoop> loops = new ArrayList<>();
    for (EventExecutor each : scala.eventLoop().parent()) {
      loops.add((EventLoop) each);
    }
    int used = Math.min(CORES, loops.size());
    EventLoop loop = loops.get((int) Math.floorMod(scala.userId(), (long) used));
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
