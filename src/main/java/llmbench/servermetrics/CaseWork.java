// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

/**
 * What the client counted in a case, as far as it is set beside what the server says.
 *
 * @param seconds the result's {@code duration}
 * @param inputTokens of completed requests
 * @param outputTokens of completed requests
 * @param meanTtftMillis the client's mean TTFT; 0 without a completed request
 * @param warmups requests sent before the case, which the server counts with it
 */
public record CaseWork(
    double seconds, long inputTokens, long outputTokens, double meanTtftMillis, int warmups) {}
