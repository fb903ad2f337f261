// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.concurrent.locks.LockSupport;
import llmbench.recording.NanoClock;

/**
 * Waits for a moment more precisely than parking does: Linux wakes a thread some 50 µs late, so it
 * parks until shortly before and spins the rest.
 */
final class PreciseWait {
  private static final long SPIN_NANOS = 70_000;

  private final NanoClock clock;

  PreciseWait(NanoClock clock) {
    this.clock = clock;
  }

  /**
   * Waits until {@code dueNanos}, or less long when the thread is unparked.
   *
   * @param spin whether the end of the wait may cost CPU time
   * @return whether the moment has come
   */
  boolean until(long dueNanos, boolean spin) {
    long left = dueNanos - clock.nanoTime();
    long park = spin ? left - SPIN_NANOS : left;
    if (park > 0) {
      LockSupport.parkNanos(park);
      left = dueNanos - clock.nanoTime();
    }
    if (left > SPIN_NANOS || !spin) {
      return left <= 0;
    }
    while (dueNanos - clock.nanoTime() > 0) {
      Thread.onSpinWait();
    }
    return true;
  }
}
