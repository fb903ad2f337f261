// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

/**
 * A snapshot for {@code /metrics}.
 *
 * @param running sequences in the batch
 * @param waiting requests in the queue
 * @param kvUsage share of the KV blocks in use, 0 to 1; 0 without a limit
 * @param prefixQueries prompt tokens looked up in the prefix cache so far
 * @param prefixHits prompt tokens found there so far
 * @param preemptions sequences sent back to the queue so far
 */
record EngineLoad(
    int running,
    int waiting,
    double kvUsage,
    long prefixQueries,
    long prefixHits,
    long preemptions) {
  static final EngineLoad NONE = new EngineLoad(0, 0, 0, 0, 0, 0);
}
