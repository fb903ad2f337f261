// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

/**
 * A monotonic clock in nanoseconds with an arbitrary origin; the only place that reads the
 * system's.
 */
@FunctionalInterface
public interface NanoClock {
  /** {@link System#nanoTime}. */
  NanoClock SYSTEM = System::nanoTime;

  /** The time now; only differences mean something. */
  long nanoTime();
}
