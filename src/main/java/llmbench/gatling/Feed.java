// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.channel.EventLoop;
import java.util.List;

/** Says when which request of a {@link Lane} is due: {@link Lane#arrive}. */
interface Feed {
  /**
   * Begins. Every request must be told on one of the loops, {@link Lane#feedEnded} once after the
   * last.
   *
   * @param startNanos the load's beginning on the clock; a little later than now
   */
  void begin(Lane lane, List<EventLoop> loops, long startNanos);

  /** A request has ended, on its loop. */
  default void ended(Lane lane, StreamRequest request, EventLoop loop) {}

  /** A request that was due is never sent, since its lane was stopped; on any event loop. */
  default void dropped(int user) {}

  /** Nothing further is due; from any thread, perhaps more than once. */
  void stop();
}
