// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

/**
 * What a search has to know of a request. A latency that it has not is {@code NaN}: all of a failed
 * one, the TPOT of a single token, the TTFT of an answer that is not streamed.
 *
 * @param sentSeconds when it was sent, on any clock
 * @param endSeconds when it ended, well or not, on the same clock
 * @param failed whether it failed
 * @param good whether it meets the limits of {@code goodput}; not asked for without such a goal
 * @param ttftMillis time to first token
 * @param tpotMillis time per output token
 * @param e2elMillis end-to-end latency
 * @param gapsMillis gaps between its tokens (ITL); empty where no goal asks for them. Not copied
 */
public record RequestSample(
    double sentSeconds,
    double endSeconds,
    boolean failed,
    boolean good,
    double ttftMillis,
    double tpotMillis,
    double e2elMillis,
    double[] gapsMillis) {}
