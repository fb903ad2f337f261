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

  PromptCursor(int total) {
    this.total = total;
  }

  /** The next index, or {@link #NONE}. */
  int take() {
    if (stopped || next.get() >= total) {
      return NONE;
    }
    int index = next.getAndIncrement();
    return index < total ? index : NONE;
  }

  /** Hands out at most so many in all; before the first is taken. */
  void limit(int most) {
    total = Math.min(total, most);
  }

  /** Hands out no more. */
  void stop() {
    stopped = true;
  }
}
