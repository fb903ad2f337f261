// SPDX-License-Identifier: Apache-2.0
package llmbench.live;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a case before its load.
 *
 * @param requests that it sends
 * @param duration for how long requests come; null where their number ends the case
 * @param model as in its result; a request may name another
 * @param backend the key of the API that they speak, such as {@code openai-chat}
 * @param simulated whether the embedded engine answers
 * @param anchorEpochMillis the time of day of its records' zero
 */
public record CaseFacts(
    String name,
    int requests,
    @Nullable Duration duration,
    String model,
    String backend,
    boolean simulated,
    long anchorEpochMillis) {}
