// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;

/** Walks over a case's requests in dispatch order, by our reading of the streams. */
final class EventWalk {
  private final RequestTable table;
  private final int[] rows;

  EventWalk(RequestTable table, int[] rows) {
    this.table = table;
    this.rows = rows;
  }

  int requests() {
    return rows.length;
  }

  /** What its requests are judged by. */
  Limits limits(MetricSpec spec) {
    return Limits.of(table, rows, spec);
  }

  void walk(EventSink sink) {
    for (int request = 0; request < rows.length; request++) {
      int row = rows[request];
      if (table.succeeded(Reading.OUTPUT, row)) {
        completed(request, row, sink);
      } else {
        sink.failed(table.endNanos(row));
      }
    }
  }

  private void completed(int request, int row, EventSink sink) {
    long sent = table.sentNanos(row);
    long toFirst = table.firstOutput(row);
    long toLast = table.lastOutput(row);
    int tokens = table.outputTokens(row);
    double ttft = RequestSamples.seconds(toFirst);
    double e2el = RequestSamples.seconds(toLast);
    double queue = RequestSamples.seconds(sent - table.intendedNanos(row));
    double tpot = tokens > 1 ? (e2el - ttft) / (tokens - 1) : 0;
    long last = sent + toLast;
    sink.value(Metric.CLIENT_QUEUE_TIME, request, sent, queue);
    boolean streamed = !table.whole(row);
    if (streamed) {
      sink.value(Metric.TTFT, request, sent + toFirst, ttft);
    }
    sink.prompt(sent + toFirst, table.promptTokens(row));
    double longestGap = sink.eachChunk() ? chunks(request, row, sink) : 0;
    if (streamed && tokens > 1) {
      sink.value(Metric.TPOT, request, last, tpot);
    }
    sink.value(Metric.E2EL, request, last, e2el);
    sink.value(Metric.E2EL_INCLUDING_CLIENT_QUEUE, request, last, e2el + queue);
    sink.completed(
        last,
        new RequestLatencies(
            ttft, tpot, longestGap, e2el, queue, tokens, table.about(row).workload()));
  }

  /** Gives gaps and output; returns the longest gap in seconds, 0 without. */
  private double chunks(int request, int row, EventSink sink) {
    long sent = table.sentNanos(row);
    long[] chunks = table.chunks(Reading.OUTPUT, row);
    int tokens = table.outputTokens(row);
    double longestGap = 0;
    for (int i = 0; i < chunks.length; i++) {
      long at = sent + chunks[i];
      if (i > 0) {
        double gap = RequestSamples.seconds(chunks[i] - chunks[i - 1]);
        longestGap = Math.max(longestGap, gap);
        sink.value(Metric.ITL, request, at, gap);
      }
      sink.output(at, tokensOf(i, chunks.length, tokens));
    }
    return longestGap;
  }

  /**
   * A chunk's share of its request's tokens: the stream does not say how many each chunk holds, so
   * they are spread evenly, in whole tokens that add up.
   */
  static int tokensOf(int chunk, int chunks, int tokens) {
    return (int) ((chunk + 1L) * tokens / chunks - (long) chunk * tokens / chunks);
  }
}
