// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import llmbench.plan.Metric;
import llmbench.plan.Slo;
import llmbench.recording.RequestRecord;
import org.jspecify.annotations.Nullable;

/** The times of a case's completed requests under one reading of their streams, in seconds. */
final class Latencies {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;

  private final Reading reading;
  private final @Nullable Slo slo;
  private final Column ttfts = new Column();
  private final Column tpots = new Column();
  private final Column itls = new Column();
  private final Column e2els = new Column();
  private final Column queues = new Column();
  private final Column e2elsWithQueue = new Column();
  private final Column starts = new Column();
  private final Column gapCounts = new Column();
  private int good;

  Latencies(Reading reading, @Nullable Slo slo) {
    this.reading = reading;
    this.slo = slo;
  }

  /** Adds a completed request. */
  void add(RequestRecord record) {
    int first = reading.first(record);
    int last = reading.last(record);
    double ttft = first < 0 ? 0 : seconds(record.chunkNanos()[first] - record.sentNanos());
    double e2el = last < 0 ? 0 : seconds(record.chunkNanos()[last] - record.sentNanos());
    double queue = seconds(record.sentNanos() - record.intendedNanos());
    double tpot = 0;
    if (record.outputTokens() > 1) {
      tpot = (e2el - ttft) / (record.outputTokens() - 1);
      tpots.add(tpot);
    }
    ttfts.add(ttft);
    e2els.add(e2el);
    queues.add(queue);
    e2elsWithQueue.add(e2el + queue);
    int gapsBefore = itls.size();
    addGaps(record, first);
    starts.add(seconds(record.sentNanos()));
    gapCounts.add(itls.size() - gapsBefore);
    if (isGood(ttft, tpot, e2el)) {
      good++;
    }
  }

  private void addGaps(RequestRecord record, int first) {
    if (first < 0) {
      return;
    }
    long before = record.chunkNanos()[first];
    for (int i = first + 1; i < record.chunkNanos().length; i++) {
      if (reading.counts(record.chunkKinds()[i])) {
        itls.add(seconds(record.chunkNanos()[i] - before));
        before = record.chunkNanos()[i];
      }
    }
  }

  /** vLLM: every limit given is met; with one output token TPOT is 0. */
  private boolean isGood(double ttft, double tpot, double e2el) {
    return slo != null
        && meets(slo.ttftMillis(), ttft)
        && meets(slo.tpotMillis(), tpot)
        && meets(slo.e2elMillis(), e2el);
  }

  private static boolean meets(@Nullable Double limitMillis, double seconds) {
    return limitMillis == null || limitMillis / MILLIS_PER_SECOND >= seconds;
  }

  int good() {
    return good;
  }

  Peaks peaks() {
    return Peaks.of(starts, ttfts, e2els, itls, gapCounts);
  }

  Map<Metric, Distribution> millis(List<Double> percentiles) {
    Map<Metric, Distribution> all = new EnumMap<>(Metric.class);
    all.put(Metric.TTFT, millis(ttfts, percentiles));
    all.put(Metric.TPOT, millis(tpots, percentiles));
    all.put(Metric.ITL, millis(itls, percentiles));
    all.put(Metric.E2EL, millis(e2els, percentiles));
    all.put(Metric.CLIENT_QUEUE_TIME, millis(queues, percentiles));
    all.put(Metric.E2EL_INCLUDING_CLIENT_QUEUE, millis(e2elsWithQueue, percentiles));
    return all;
  }

  private static Distribution millis(Column seconds, List<Double> percentiles) {
    return Distribution.of(seconds.toArray(), percentiles).times(MILLIS_PER_SECOND);
  }

  static double seconds(long nanos) {
    return nanos / NANOS_PER_SECOND;
  }
}
