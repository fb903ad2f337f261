// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is learnt of a data set's file: read when it is first wanted, then kept for all cases.
 * Thread-safe. A read that fails is tried again.
 */
public final class OnceRead<T> {
  private final Supplier<T> read;
  private @Nullable T content;

  /** What that reads. */
  public OnceRead(Supplier<T> read) {
    this.read = read;
  }

  /** It, read if it has not been. */
  public synchronized T get() {
    T there = content;
    if (there == null) {
      there = read.get();
      content = there;
    }
    return there;
  }
}
