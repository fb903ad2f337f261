// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import org.jspecify.annotations.Nullable;

/**
 * Whose a request is and what was asked of it.
 *
 * @param name its class; null without classes
 * @param ttftMillis most milliseconds to its first token; null for no limit of its own, so that the
 *     one for all holds
 * @param tpotMillis most milliseconds per output token; null likewise
 * @param e2elMillis most milliseconds to its end; null likewise
 */
public record RequestClass(
    @Nullable String name,
    @Nullable Double ttftMillis,
    @Nullable Double tpotMillis,
    @Nullable Double e2elMillis) {
  /** No class and no limits. */
  public static final RequestClass NONE = new RequestClass(null, null, null, null);

  /** Whether it has limits of its own. */
  public boolean limited() {
    return ttftMillis != null || tpotMillis != null || e2elMillis != null;
  }
}
