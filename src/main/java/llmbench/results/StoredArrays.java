// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.util.List;

/**
 * What {@code --save-detailed} keeps of each request, in the order of prompts and in vLLM's units
 * (seconds). All lists have the same length.
 *
 * @param inputLens prompt tokens
 * @param outputLens output tokens; 0 of a failed request
 * @param ttfts time to first token; 0 where none came
 * @param itls the gaps between chunks
 * @param latencies end-to-end latency; 0 of a failed request
 * @param startTimes when it was sent, from any origin
 * @param errors why it failed; empty if it did not
 */
public record StoredArrays(
    double[] inputLens,
    double[] outputLens,
    double[] ttfts,
    List<double[]> itls,
    double[] latencies,
    double[] startTimes,
    List<String> errors) {
  /** Requests. */
  public int size() {
    return latencies.length;
  }
}
