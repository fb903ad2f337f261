// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import io.netty.buffer.ByteBuf;

/** How the bytes of a stream get to the socket: mostly at once. On the event loop. */
@FunctionalInterface
interface Wire {
  /** Takes the bytes over. */
  void send(ByteBuf bytes);

  /** Runs it once all bytes so far are on their way. */
  default void whenSent(Runnable action) {
    action.run();
  }
}
