// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What ends a case, or the run, before its time.
 *
 * @param failureRatio the case ends when more than this share of the last {@code failureWindow}
 *     requests failed, at least 0 and below 1; null for never
 * @param failureWindow requests, at least 1
 * @param consecutiveFailures the case ends when so many requests failed one after the other, at
 *     least 1; null for never
 * @param saturation whether the case ends when ever more of its requests are due and not answered
 * @param maxTokensTotal the run ends when its requests had so many tokens, of prompts and answers,
 *     at least 1; null for never
 * @param maxDurationTotal the run ends so long after its first case began; null for never
 */
public record StopSpec(
    @Nullable Double failureRatio,
    int failureWindow,
    @Nullable Integer consecutiveFailures,
    boolean saturation,
    @Nullable Long maxTokensTotal,
    @Nullable Duration maxDurationTotal) {
  /** The window where nothing is said. */
  public static final int DEFAULT_WINDOW = 100;

  /** Nothing does. */
  public static final StopSpec NONE = new StopSpec(null, DEFAULT_WINDOW, null, false, null, null);
}
