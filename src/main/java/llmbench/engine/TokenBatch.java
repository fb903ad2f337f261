// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** The answers that got a token at one moment: one task per event loop, whatever their number. */
final class TokenBatch {
  private final List<EventLoop> loops = new ArrayList<>(2);
  private final List<List<Generation>> perLoop = new ArrayList<>(2);

  void add(Generation generation) {
    EventLoop loop = generation.sink().eventLoop();
    int at = loops.indexOf(loop);
    if (at < 0) {
      at = loops.size();
      loops.add(loop);
      perLoop.add(new ArrayList<>());
    }
    perLoop.get(at).add(generation);
  }

  /** Hands all on, and is empty again. */
  void dispatch() {
    for (int i = 0; i < loops.size(); i++) {
      List<Generation> generations = perLoop.get(i);
      try {
        loops.get(i).execute(() -> generations.forEach(Generation::emit));
      } catch (RejectedExecutionException e) {
        // The server is closing; nobody is left to read.
        break;
      }
    }
    loops.clear();
    perLoop.clear();
  }
}
