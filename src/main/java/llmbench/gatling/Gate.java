// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lets only so many in at once; the others wait in the order of their coming. Safe for use by many
 * threads, none of which is ever blocked.
 *
 * @param <T> who comes
 */
final class Gate<T> {
  /** Of a gate that lets everybody in. */
  static final int OPEN = Integer.MAX_VALUE;

  /** Places that are free; below 0 the number of those that wait. */
  private final AtomicInteger free;

  private final Queue<T> queue = new ConcurrentLinkedQueue<>();

  /** A gate of so many places. */
  Gate(int places) {
    this.free = new AtomicInteger(places);
  }

  /** True if it is let in at once; else it waits, and comes out of {@link #leave}. */
  boolean enter(T comer) {
    if (free.getAndDecrement() > 0) {
      return true;
    }
    queue.add(comer);
    return false;
  }

  /** One that was in has left: the next, which is now in, or null if nobody waits. */
  @Nullable T leave() {
    if (free.getAndIncrement() >= 0) {
      return null;
    }
    T next = queue.poll();
    while (next == null) {
      Thread.onSpinWait(); // it is counted and about to be added
      next = queue.poll();
    }
    return next;
  }
}
