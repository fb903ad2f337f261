// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

/**
 * What a load made, over the whole of its probe.
 *
 * @param completed requests that completed
 * @param failed requests that failed
 * @param requestThroughput completed requests per second
 * @param outputThroughput output tokens per second
 * @param meanInFlight requests in flight in the mean: what all of them took together, over the
 *     probe's duration (Little's law)
 * @param meanE2elMillis mean end-to-end latency of those that completed, in milliseconds
 */
public record LoadFigures(
    int completed,
    int failed,
    double requestThroughput,
    double outputThroughput,
    double meanInFlight,
    double meanE2elMillis) {}
