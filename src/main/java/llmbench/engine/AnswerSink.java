// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import io.netty.channel.EventLoop;

/** Where an answer's tokens go. */
interface AnswerSink {
  EventLoop eventLoop();

  /** Headers, where they go out before the first token. On the event loop, or before it matters. */
  void begin();

  /**
   * The first {@code tokens} tokens of the answer exist now. On the event loop; may be called again
   * with the same number.
   */
  void emit(int tokens);

  /** Tokens handed to the socket so far. On the event loop. */
  int written();

  /** When the first of them was; meaningless while {@link #written} is 0. */
  long firstNanos();
}
