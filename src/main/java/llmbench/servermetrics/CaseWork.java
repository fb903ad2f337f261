// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import org.jspecify.annotations.Nullable;

/**
 * What the client counted in a case, as far as it is set beside what the server says.
 *
 * @param seconds the result's {@code duration}
 * @param inputTokens of completed requests
 * @param outputTokens of completed requests
 * @param meanTtftMillis the client's mean TTFT; null where no stream completed
 * @param warmups requests sent before the case, which the server counts with it
 */
public record CaseWork(
    double seconds,
    long inputTokens,
    long outputTokens,
    @Nullable Double meanTtftMillis,
    int warmups) {}
