// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import llmbench.recording.RequestRecord;

/**
 * What the result keeps of each request, failed ones included, in dispatch order. Times are
 * seconds. As in vLLM a failed request has latency 0 and 0 output tokens.
 */
public final class RequestRows {

  /**
   * One request.
   *
   * @param itls gaps between chunks that count; empty unless detail is kept
   * @param text the text generated; empty unless detail is kept
   * @param error the failure's text; empty on success
   */
  public record Row(
      int index,
      int inputLen,
      int outputLen,
      double ttft,
      double latency,
      double startTime,
      double queueTime,
      double[] itls,
      String text,
      String error) {}

  private static final double[] NO_GAPS = {};

  private final boolean detailed;
  private final List<Row> rows = new ArrayList<>();

  RequestRows(boolean detailed) {
    this.detailed = detailed;
  }

  void add(RequestRecord record) {
    boolean completed = record.outcome().completed();
    int first = Reading.OUTPUT.first(record);
    int last = Reading.OUTPUT.last(record);
    long sent = record.sentNanos();
    rows.add(
        new Row(
            record.index(),
            record.promptTokens(),
            completed ? record.outputTokens() : 0,
            first < 0 ? 0 : Latencies.seconds(record.chunkNanos()[first] - sent),
            completed && last >= 0 ? Latencies.seconds(record.chunkNanos()[last] - sent) : 0,
            Latencies.seconds(sent),
            Latencies.seconds(sent - record.intendedNanos()),
            detailed ? gaps(record) : NO_GAPS,
            detailed && record.generatedText() != null ? record.generatedText() : "",
            record.error() == null ? "" : record.error()));
  }

  private static double[] gaps(RequestRecord record) {
    Column gaps = new Column();
    long before = -1;
    for (int i = 0; i < record.chunkKinds().length; i++) {
      if (Reading.OUTPUT.counts(record.chunkKinds()[i])) {
        if (before >= 0) {
          gaps.add(Latencies.seconds(record.chunkNanos()[i] - before));
        }
        before = record.chunkNanos()[i];
      }
    }
    return gaps.toArray();
  }

  /** In dispatch order. */
  List<Row> sorted() {
    rows.sort(Comparator.comparingInt(Row::index));
    return rows;
  }
}
