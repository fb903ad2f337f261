// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.EnumMap;
import java.util.Map;
import llmbench.plan.MetricSpec;
import llmbench.recording.RequestRecord;
import llmbench.recording.TokenSource;
import org.jspecify.annotations.Nullable;

/** Takes records one by one and keeps only numbers of them. */
final class MetricsBuilder {
  private static final double NANOS_PER_MILLI = 1e6;

  private final MetricSpec spec;
  private final Latencies ours;
  private final Latencies vllms;
  private final RequestRows rows;
  private final Failures failures = new Failures();
  private final Map<TokenSource, Integer> sources = new EnumMap<>(TokenSource.class);
  private long firstDue = Long.MAX_VALUE;
  private long lastEnd = Long.MIN_VALUE;
  private int completed;
  private int retries;
  private int shortAnswers;
  private long inputTokens;
  private long outputTokens;
  private long outputChunks;
  private long decodeNanos;
  private long decodeTokens;

  MetricsBuilder(MetricSpec spec, boolean detailed) {
    this.spec = spec;
    this.ours = new Latencies(Reading.OUTPUT, spec.slo());
    this.vllms = new Latencies(Reading.VLLM, spec.slo());
    this.rows = new RequestRows(detailed);
  }

  void add(RequestRecord record) {
    firstDue = Math.min(firstDue, Math.min(record.intendedNanos(), record.sentNanos()));
    lastEnd = Math.max(lastEnd, record.endNanos());
    if (!record.last()) {
      retries++;
      return;
    }
    rows.add(record);
    if (!record.outcome().completed()) {
      failures.add(record);
      return;
    }
    completed++;
    inputTokens += record.promptTokens();
    outputTokens += record.outputTokens();
    sources.merge(record.outputTokensFrom(), 1, Integer::sum);
    if (record.outputTokens() < record.askedOutputTokens()) {
      shortAnswers++;
    }
    ours.add(record);
    vllms.add(record);
    addDecode(record);
  }

  private void addDecode(RequestRecord record) {
    int first = Reading.OUTPUT.first(record);
    int last = Reading.OUTPUT.last(record);
    for (byte kind : record.chunkKinds()) {
      outputChunks += Reading.OUTPUT.counts(kind) ? 1 : 0;
    }
    if (first >= 0 && record.outputTokens() > 1) {
      decodeNanos += record.chunkNanos()[last] - record.chunkNanos()[first];
      decodeTokens += record.outputTokens() - 1;
    }
  }

  ServingMetrics build() {
    double seconds = lastEnd < firstDue ? 0 : Latencies.seconds(lastEnd - firstDue);
    Peaks peaks = ours.peaks();
    Peaks vllmPeaks = vllms.peaks();
    return new ServingMetrics(
        seconds,
        completed + failures.count(),
        completed,
        failures.count(),
        retries,
        inputTokens,
        outputTokens,
        rate(completed, seconds),
        goodput(ours, seconds),
        rate((double) outputTokens, seconds),
        rate((double) (inputTokens + outputTokens), seconds),
        peaks.outputTokensPerSecond(),
        peaks.concurrentRequests(),
        peaks.inFlight(),
        ours.millis(spec.percentiles()),
        new ServingMetrics.VllmReading(
            vllms.millis(spec.percentiles()),
            goodput(vllms, seconds),
            vllmPeaks.outputTokensPerSecond(),
            vllmPeaks.concurrentRequests()),
        outputChunks,
        decodeTokens == 0 ? 0 : (double) decodeNanos / NANOS_PER_MILLI / (double) decodeTokens,
        shortAnswers,
        sources,
        failures.kinds(),
        rows.sorted());
  }

  private @Nullable Double goodput(Latencies latencies, double seconds) {
    return spec.slo() == null ? null : rate(latencies.good(), seconds);
  }

  private static double rate(double count, double seconds) {
    return seconds == 0 ? 0 : count / seconds;
  }
}
