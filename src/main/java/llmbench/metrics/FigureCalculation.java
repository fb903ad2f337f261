// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import llmbench.plan.AnswerKind;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;
import org.jspecify.annotations.Nullable;

/**
 * The formulas of {@code calculate_metrics} in {@code vllm/benchmarks/serve.py} (0.32), on the
 * chunks and requests that a reading counts.
 */
final class FigureCalculation {
  private final RequestTable table;
  private final int[] rows;
  private final long originNanos;
  private final double durationSeconds;
  private final MetricSpec spec;
  private final Limits limits;

  FigureCalculation(
      RequestTable table, int[] rows, long originNanos, double durationSeconds, MetricSpec spec) {
    this.table = table;
    this.rows = rows;
    this.originNanos = originNanos;
    this.durationSeconds = durationSeconds;
    this.spec = spec;
    this.limits = Limits.of(table, rows, spec);
  }

  ServingFigures figures(Reading reading) {
    int[] successes = successes(reading);
    double[] ttfts = new double[successes.length];
    double[] tpots = new double[successes.length];
    double[] e2els = new double[successes.length];
    double[] queueTimes = new double[successes.length];
    double[] itls = new double[table.gapCount(reading)];
    int tpotCount = 0;
    int itlCount = 0;
    int good = 0;
    long inputTokens = 0;
    long outputTokens = 0;
    long sequences = 0;
    double audioSeconds = 0;
    for (int i = 0; i < successes.length; i++) {
      int row = successes[i];
      long[] chunks = table.chunks(reading, row);
      ttfts[i] = RequestSamples.seconds(chunks[0]);
      e2els[i] = RequestSamples.seconds(chunks[chunks.length - 1]);
      queueTimes[i] = queueSeconds(reading, row);
      int tokens = table.outputTokens(row);
      double tpot = 0;
      if (tokens > 1) {
        tpot = (e2els[i] - ttfts[i]) / (tokens - 1);
        tpots[tpotCount++] = tpot;
      }
      for (int chunk = 1; chunk < chunks.length; chunk++) {
        itls[itlCount++] = RequestSamples.seconds(chunks[chunk] - chunks[chunk - 1]);
      }
      inputTokens += table.promptTokens(row);
      outputTokens += tokens;
      sequences += table.about(row).sequences();
      audioSeconds += table.about(row).audioSeconds();
      good += limits.met(table.about(row).workload(), ttfts[i], tpot, e2els[i]) ? 1 : 0;
    }
    double[] queueInclusive = new double[successes.length];
    Arrays.setAll(queueInclusive, i -> e2els[i] + queueTimes[i]);

    Map<Metric, LatencyStats> latencies = new EnumMap<>(Metric.class);
    boolean streamed = spec.answers() == AnswerKind.STREAMED;
    latencies.put(Metric.TTFT, stats(streamed ? ttfts : new double[0]));
    latencies.put(Metric.TPOT, stats(Arrays.copyOf(tpots, streamed ? tpotCount : 0)));
    // Of some of the requests there are fewer than of all.
    latencies.put(
        Metric.ITL, stats(itlCount == itls.length ? itls : Arrays.copyOf(itls, itlCount)));
    latencies.put(Metric.E2EL, stats(e2els));
    latencies.put(Metric.CLIENT_QUEUE_TIME, stats(queueTimes));
    latencies.put(Metric.E2EL_INCLUDING_CLIENT_QUEUE, stats(queueInclusive));

    // Whichever requests a reading takes, vLLM's peaks count every chunk of theirs.
    @Nullable PeakBuckets peaks = peaks(successes, Reading.VLLM);
    return new ServingFigures(
        successes.length,
        rows.length - successes.length,
        inputTokens,
        outputTokens,
        perSecond(successes.length),
        limits.any() ? perSecond(good) : null,
        perSecond(outputTokens),
        perSecond(inputTokens + outputTokens),
        peaks == null ? 0 : peaks.maxChunksPerSecond(),
        peaks == null ? 0 : peaks.maxConcurrentRequests(),
        sequences,
        durationSeconds == 0 ? 0 : audioSeconds / durationSeconds,
        latencies);
  }

  /** The most output chunks in one second; 0 without completed requests. */
  double peakOutputChunksPerSecond() {
    @Nullable PeakBuckets peaks = peaks(successes(Reading.OUTPUT), Reading.OUTPUT);
    return peaks == null ? 0 : peaks.maxChunksPerSecond();
  }

  private int[] successes(Reading reading) {
    return Arrays.stream(rows).filter(row -> table.succeeded(reading, row)).toArray();
  }

  private @Nullable PeakBuckets peaks(int[] successes, Reading chunks) {
    if (successes.length == 0) {
      return null;
    }
    double first = Double.POSITIVE_INFINITY;
    double last = Double.NEGATIVE_INFINITY;
    for (int row : successes) {
      long[] times = table.chunks(chunks, row);
      first = Math.min(first, startSeconds(row));
      last = Math.max(last, startSeconds(row) + RequestSamples.seconds(times[times.length - 1]));
    }
    PeakBuckets peaks = new PeakBuckets(first, last);
    for (int row : successes) {
      peaks.add(startSeconds(row), table.chunks(chunks, row));
    }
    return peaks;
  }

  private double startSeconds(int row) {
    return RequestSamples.seconds(table.sentNanos(row) - originNanos);
  }

  /**
   * vLLM with an infinite rate makes all requests at the start, and its queue time is what each
   * then waits for a slot; ours begins when the slot is free.
   */
  private double queueSeconds(Reading reading, int row) {
    return reading == Reading.VLLM
        ? startSeconds(row)
        : RequestSamples.seconds(table.sentNanos(row) - table.intendedNanos(row));
  }

  private double perSecond(long count) {
    return durationSeconds == 0 ? 0 : count / durationSeconds;
  }

  private LatencyStats stats(double[] seconds) {
    return LatencyStats.of(seconds, spec.percentiles());
  }
}
