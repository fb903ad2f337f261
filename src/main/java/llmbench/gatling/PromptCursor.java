// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.concurrent.atomic.AtomicInteger;

/** Hands each index of a case out once, over all virtual users. */
final class PromptCursor {
  /** No index is left. */
  static final int NONE = -1;

  private volatile int total;
  private final AtomicInteger next = new AtomicInteger();
  private volatile boolean stopped;

  /** The next index, or {@link #NONE}. */
  int take() {
    if (stopped || next.get() >= total) {
      return NONE;
    }
    int index = next.getAndIncrement();
    return index < total ? index : NONE;
  }

  /** Hands out so many in all; before that, none. */
  void begin(int indexes) {
    total = indexes;
  }

  /** Hands out no more. */
  void stop() {
    stopped = true;
  }
}
