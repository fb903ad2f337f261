// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.plan.MetricSpec;
import llmbench.recording.Outcome;
import llmbench.recording.RequestRecord;
import llmbench.recording.TokenSource;
import org.jspecify.annotations.Nullable;

/** The one pass over a case's records. */
final class MetricsPass {
  private final RequestTable table = new RequestTable();
  private final FailureCounts failures = new FailureCounts();
  private final FailureCounts retryReasons = new FailureCounts();
  private final Map<String, Integer> promptSources = sourceCounts();
  private final Map<String, Integer> outputSources = sourceCounts();
  private final FlightSweep flight = new FlightSweep();
  private long firstNanos = Long.MAX_VALUE;
  private long lastNanos = Long.MIN_VALUE;
  private final CancelReasons cancelReasons = new CancelReasons();
  private int cancelledRequests;
  private long cancelledTokens;
  private int retriedTries;
  private int retriedRequests;
  private int recovered;
  private int shortAnswers;
  private long missingTokens;

  void add(RequestRecord request) {
    firstNanos = Math.min(firstNanos, Math.min(request.intendedNanos(), request.sentNanos()));
    lastNanos = Math.max(lastNanos, request.endNanos());
    flight.add(request.sentNanos(), request.endNanos());
    if (!request.last()) {
      retriedTries++;
      retryReasons.add(request.outcome().key(), request.httpStatus(), errorOf(request));
      return;
    }
    if (request.outcome() == Outcome.CANCELLED) {
      cancelledRequests++;
      cancelledTokens += request.outputTokens();
      cancelReasons.add(request.httpStatus(), errorOf(request));
      return;
    }
    int row = table.size();
    table.add(request);
    boolean completed = table.succeeded(Reading.OUTPUT, row);
    if (request.attempt() > 0) {
      retriedRequests++;
      recovered += completed ? 1 : 0;
    }
    if (completed) {
      countTokens(request);
    } else {
      // A record that says completed and holds no output is what EMPTY means.
      Outcome outcome = request.outcome().completed() ? Outcome.EMPTY : request.outcome();
      failures.add(outcome.key(), request.httpStatus(), errorOf(request));
    }
  }

  ServingMetrics finish(MetricSpec spec, long loadBegan) {
    boolean none = firstNanos == Long.MAX_VALUE;
    long originNanos = none ? 0 : Math.min(firstNanos, loadBegan);
    double duration = none ? 0 : RequestSamples.seconds(Math.max(0, lastNanos - originNanos));
    int[] rows = table.dispatchOrder();
    FigureCalculation calculation = new FigureCalculation(table, rows, originNanos, duration, spec);
    return new ServingMetrics(
        duration,
        calculation.figures(Reading.OUTPUT),
        calculation.figures(Reading.VLLM),
        flight.peak(),
        calculation.peakOutputChunksPerSecond(),
        tokenCounts(rows, spec.percentiles()),
        failures.groups(),
        new RetryCounts(retriedTries, retriedRequests, recovered, retryReasons.groups()),
        new CancelledCounts(cancelledRequests, cancelledTokens, cancelReasons.groups()),
        new RequestSamples(table, rows, originNanos),
        FurtherFigures.of(table, rows, flight, originNanos, none ? 0 : lastNanos, spec));
  }

  private void countTokens(RequestRecord request) {
    promptSources.merge(request.promptTokensFrom().key(), 1, Integer::sum);
    outputSources.merge(request.outputTokensFrom().key(), 1, Integer::sum);
    int missing = request.askedOutputTokens() - request.outputTokens();
    if (missing > 0) {
      shortAnswers++;
      missingTokens += missing;
    }
  }

  private TokenCounts tokenCounts(int[] rows, List<Double> percentiles) {
    long outputChunks = 0;
    int multiTokenRequests = 0;
    for (int row : rows) {
      if (table.succeeded(Reading.OUTPUT, row)) {
        int chunks = table.chunks(Reading.OUTPUT, row).length;
        outputChunks += chunks;
        boolean several = table.outputTokens(row) > chunks && !table.whole(row);
        multiTokenRequests += several ? 1 : 0;
      }
    }
    return new TokenCounts(
        promptSources,
        outputSources,
        shortAnswers,
        missingTokens,
        outputChunks,
        multiTokenRequests,
        multiTokenRequests == 0 ? null : perTokenItl(rows, percentiles));
  }

  private LatencyStats perTokenItl(int[] rows, List<Double> percentiles) {
    double[] gaps = new double[table.gapCount(Reading.OUTPUT)];
    int filled = 0;
    for (int row : rows) {
      if (table.succeeded(Reading.OUTPUT, row)) {
        long[] chunks = table.chunks(Reading.OUTPUT, row);
        double tokensPerChunk = Math.max(1, (double) table.outputTokens(row) / chunks.length);
        for (int i = 1; i < chunks.length; i++) {
          gaps[filled++] = RequestSamples.seconds(chunks[i] - chunks[i - 1]) / tokensPerChunk;
        }
      }
    }
    return LatencyStats.of(gaps, percentiles);
  }

  private static String errorOf(RequestRecord request) {
    @Nullable String error = request.error();
    return error == null ? "" : error;
  }

  private static Map<String, Integer> sourceCounts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (TokenSource source : TokenSource.values()) {
      counts.put(source.key(), 0);
    }
    return counts;
  }
}
