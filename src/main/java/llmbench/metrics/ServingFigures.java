// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import llmbench.plan.Metric;
import org.jspecify.annotations.Nullable;

/**
 * vLLM's figures for one reading of the streams; the fields are its result's keys. Rates are per
 * second of the case's duration; all are 0 when no request succeeded.
 *
 * @param completed successful requests
 * @param failed the others
 * @param totalInputTokens prompt tokens of the successful ones
 * @param totalOutputTokens output tokens of the successful ones
 * @param requestThroughput completed / duration
 * @param requestGoodput requests that met every limit / duration; null when no limit was given
 * @param outputThroughput output tokens / duration
 * @param totalTokenThroughput input and output tokens / duration
 * @param maxOutputTokensPerSecond most chunks in one whole second since the first successful
 *     request was sent; each chunk with choices counts one, as in vLLM
 * @param maxConcurrentRequests most successful requests that touched the same whole second, both
 *     ends included, as in vLLM; for the true number see {@link ServingMetrics#peakInFlight}
 * @param totalInputSequences inputs of the successful ones: texts to embed, documents to rank
 * @param rtfx seconds of audio per second of the case's duration; 0 without audio
 * @param latencies a summary of each metric, whether selected or not; of one that answers do not
 *     have, of no values
 */
public record ServingFigures(
    int completed,
    int failed,
    long totalInputTokens,
    long totalOutputTokens,
    double requestThroughput,
    @Nullable Double requestGoodput,
    double outputThroughput,
    double totalTokenThroughput,
    double maxOutputTokensPerSecond,
    int maxConcurrentRequests,
    long totalInputSequences,
    double rtfx,
    Map<Metric, LatencyStats> latencies) {

  /** Copies the map. */
  public ServingFigures {
    latencies = Collections.unmodifiableMap(new EnumMap<>(latencies));
  }

  /** {@code input_sequence_throughput}: inputs per second of the case's duration. */
  public double inputSequenceThroughput() {
    return completed == 0 ? 0 : totalInputSequences * (requestThroughput / completed);
  }

  /** The summary of a metric. */
  public LatencyStats latency(Metric metric) {
    LatencyStats stats = latencies.get(metric);
    if (stats == null) {
      throw new IllegalArgumentException("no summary of " + metric.key());
    }
    return stats;
  }
}
