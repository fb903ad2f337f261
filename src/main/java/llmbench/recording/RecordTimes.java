// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.util.function.LongConsumer;

/**
 * The latencies of one finished request, in nanoseconds, as {@code docs/metrics.md} defines them;
 * {@link #NONE} where there is none. Only of completed requests, as in the result.
 *
 * @param ttft from send to the first output; none of an answer that came whole
 * @param tpot of two tokens and more: from the first to the last output, by tokens less one
 * @param e2el from send to the last output
 * @param lag from the time it was due, or a cap let it go, to its send; of failed requests too
 */
public record RecordTimes(long ttft, long tpot, long e2el, long lag) {
  /** Not measured. */
  public static final long NONE = -1;

  /** Those of a record. */
  public static RecordTimes of(RequestRecord record) {
    long due = Math.max(record.intendedNanos(), record.about().releasedNanos());
    long lag = Math.max(0, record.sentNanos() - due);
    int first = firstOutput(record);
    if (!record.outcome().completed() || first < 0) {
      return new RecordTimes(NONE, NONE, NONE, lag);
    }
    long[] times = record.chunkNanos();
    int last = times.length - 1;
    while (!counts(record.chunkKinds()[last])) {
      last--;
    }
    long e2el = times[last] - record.sentNanos();
    if (record.chunkKinds()[first] == ChunkKind.WHOLE) {
      return new RecordTimes(NONE, NONE, e2el, lag);
    }
    int tokens = record.outputTokens();
    long tpot = tokens < 2 ? NONE : (times[last] - times[first]) / (tokens - 1);
    return new RecordTimes(times[first] - record.sentNanos(), tpot, e2el, lag);
  }

  /** The gaps between chunks with output, in order; none of a request that did not complete. */
  public static void gaps(RequestRecord record, LongConsumer to) {
    int before = record.outcome().completed() ? firstOutput(record) : -1;
    if (before < 0) {
      return;
    }
    for (int i = before + 1; i < record.chunkNanos().length; i++) {
      if (counts(record.chunkKinds()[i])) {
        to.accept(record.chunkNanos()[i] - record.chunkNanos()[before]);
        before = i;
      }
    }
  }

  private static int firstOutput(RequestRecord record) {
    byte[] kinds = record.chunkKinds();
    for (int i = 0; i < kinds.length; i++) {
      if (counts(kinds[i])) {
        return i;
      }
    }
    return -1;
  }

  private static boolean counts(byte kind) {
    return ChunkKind.isOutput(kind) || kind == ChunkKind.WHOLE;
  }
}
