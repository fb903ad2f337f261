// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import llmbench.metrics.ConversationMetrics;
import llmbench.metrics.GraphMetrics;
import org.jspecify.annotations.Nullable;

/**
 * Figures of requests that belong together.
 *
 * @param conversations null where there are none
 * @param graphs null where there are none
 */
public record TalkFigures(
    @Nullable ConversationMetrics conversations, @Nullable GraphMetrics graphs) {
  /** Of requests that stand for themselves. */
  public static final TalkFigures NONE = new TalkFigures(null, null);
}
