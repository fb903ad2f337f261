// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;
import llmbench.recording.RequestRecord;
import llmbench.recording.TokenSource;
import org.jspecify.annotations.Nullable;

/**
 * A case's figures. Latencies are milliseconds, over completed requests; rates are per second of
 * {@code durationSeconds}.
 *
 * @param durationSeconds from the first request due to the last one's end, failed ones included; 0
 *     of no requests
 * @param requests requests sent, each counted once whatever its tries
 * @param retries tries that were followed by another
 * @param requestGoodput good requests per second; null without an SLO
 * @param maxOutputTokensPerSecond vLLM's peak: most chunks in one second
 * @param maxConcurrentRequests vLLM's peak: requests that touch one second
 * @param maxInFlight most completed requests in flight at one moment
 * @param latencies ours, by metric
 * @param vllm the same figures under vLLM's own reading of the streams
 * @param outputChunks chunks with output, of completed requests
 * @param perTokenItlMillis ITL spread over the tokens of each chunk: (last − first output) /
 *     (tokens − 1) summed over requests; equals ITL's mean where each chunk carries one token; 0 of
 *     no tokens
 * @param shortAnswers completed answers of fewer tokens than asked
 * @param outputTokenSources completed requests by where their output count came from
 * @param failures by kind, the most frequent first
 * @param rows one a request, in dispatch order
 */
public record ServingMetrics(
    double durationSeconds,
    int requests,
    int completed,
    int failed,
    int retries,
    long totalInputTokens,
    long totalOutputTokens,
    double requestThroughput,
    @Nullable Double requestGoodput,
    double outputThroughput,
    double totalTokenThroughput,
    double maxOutputTokensPerSecond,
    int maxConcurrentRequests,
    int maxInFlight,
    Map<Metric, Distribution> latencies,
    VllmReading vllm,
    long outputChunks,
    double perTokenItlMillis,
    int shortAnswers,
    Map<TokenSource, Integer> outputTokenSources,
    List<FailureKind> failures,
    List<RequestRows.Row> rows) {

  /**
   * The figures that depend on which chunks count, as vLLM 0.32 counts them.
   *
   * @param requestGoodput null without an SLO
   */
  public record VllmReading(
      Map<Metric, Distribution> latencies,
      @Nullable Double requestGoodput,
      double maxOutputTokensPerSecond,
      int maxConcurrentRequests) {}

  /**
   * The figures of a case's records.
   *
   * @param records all lines of the case, in any order; lines that were followed by another try
   *     count only as retries
   * @param detailed whether gaps and texts are kept in the rows
   */
  public static ServingMetrics of(
      Stream<RequestRecord> records, MetricSpec spec, boolean detailed) {
    MetricsBuilder builder = new MetricsBuilder(spec, detailed);
    records.forEach(builder::add);
    return builder.build();
  }
}
