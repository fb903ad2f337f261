// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import org.jspecify.annotations.Nullable;

/**
 * vLLM's {@code --goodput}: a request is good if every limit given is met. Milliseconds, 0 or more;
 * null for no limit.
 */
public record Slo(
    @Nullable Double ttftMillis, @Nullable Double tpotMillis, @Nullable Double e2elMillis) {
  /** No limit. */
  public static final Slo NONE = new Slo(null, null, null);

  /**
   * These limits, and those of another where there is none here.
   *
   * @param other null for none
   */
  public Slo over(@Nullable Slo other) {
    return other == null
        ? this
        : new Slo(
            ttftMillis == null ? other.ttftMillis : ttftMillis,
            tpotMillis == null ? other.tpotMillis : tpotMillis,
            e2elMillis == null ? other.e2elMillis : e2elMillis);
  }
}
