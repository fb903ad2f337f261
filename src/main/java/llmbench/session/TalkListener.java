// SPDX-License-Identifier: Apache-2.0
package llmbench.session;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hears what clients of conversations do and what is said, for people to read. Told by several
 * threads at once, also while they hold locks: must not wait.
 */
public interface TalkListener {
  /** Nobody listens. */
  TalkListener NONE = new TalkListener() {};

  /**
   * A client did something.
   *
   * @param line asked for at once, and only if somebody wants to read it
   */
  default void does(Supplier<String> line) {}

  /**
   * A turn has ended, after its last try.
   *
   * @param answer what the model said, without its reasoning; null if the turn failed
   */
  default void said(Turn turn, @Nullable String answer) {}
}
