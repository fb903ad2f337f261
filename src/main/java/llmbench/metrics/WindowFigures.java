// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import llmbench.plan.Metric;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a window of a case, half-open: [from, to). What happened counts in the window in
 * which it was known, so that windows that follow each other share nothing and lose nothing: TTFT
 * and prompt tokens with the first output chunk, ITL with the gap's second chunk, output tokens
 * with their chunk, TPOT, E2EL, goodput and the request itself with the last output chunk, queue
 * time with the send, a failure with its end. Rates are per second of the window.
 *
 * @param fromSeconds start, since the case began
 * @param toSeconds end
 * @param completed completed requests
 * @param failed failed requests
 * @param inputTokens prompt tokens
 * @param outputTokens output tokens, those of requests that go on included
 * @param requestThroughput completed / s
 * @param requestGoodput requests that met vLLM's {@code goodput} / s; null without limits
 * @param outputThroughput output tokens / s
 * @param totalTokenThroughput input and output tokens / s
 * @param meanInFlight tries in flight, averaged by time
 * @param peakInFlight most tries in flight at once
 * @param latencies a summary of each metric
 * @param goodputSets what met each named set, in the user's order
 * @param intervals how sure the figures are; null where not asked for
 */
public record WindowFigures(
    double fromSeconds,
    double toSeconds,
    long completed,
    long failed,
    long inputTokens,
    long outputTokens,
    double requestThroughput,
    @Nullable Double requestGoodput,
    double outputThroughput,
    double totalTokenThroughput,
    double meanInFlight,
    int peakInFlight,
    Map<Metric, LatencyStats> latencies,
    List<GoodputFigures> goodputSets,
    @Nullable Intervals intervals) {

  /** Copies map and list. */
  public WindowFigures {
    latencies = Collections.unmodifiableMap(new EnumMap<>(latencies));
    goodputSets = List.copyOf(goodputSets);
  }

  /** The summary of a metric. */
  public LatencyStats latency(Metric metric) {
    LatencyStats stats = latencies.get(metric);
    if (stats == null) {
      throw new IllegalArgumentException("no summary of " + metric.key());
    }
    return stats;
  }

  /** Length of the window. */
  public double seconds() {
    return toSeconds - fromSeconds;
  }

  WindowFigures with(Intervals found) {
    return new WindowFigures(
        fromSeconds,
        toSeconds,
        completed,
        failed,
        inputTokens,
        outputTokens,
        requestThroughput,
        requestGoodput,
        outputThroughput,
        totalTokenThroughput,
        meanInFlight,
        peakInFlight,
        latencies,
        goodputSets,
        found);
  }
}
