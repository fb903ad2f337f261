// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
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
  private final BooleanSupplier closed;

  /**
   * A gate of so many places.
   *
   * @param closed whether nobody is let in any more; those that wait are then taken by {@link
   *     #giveUp}
   */
  Gate(int places, BooleanSupplier closed) {
    this.free = new AtomicInteger(places);
    this.closed = closed;
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
    while (next == null && !closed.getAsBoolean()) {
      Thread.onSpinWait(); // it is counted and about to be added
      next = queue.poll();
    }
    return next;
  }

  /** One that waits and will not be let in; null if there is none. */
  @Nullable T giveUp() {
    return queue.poll();
  }
}
