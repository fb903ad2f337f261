// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import llmbench.recording.ChunkKind;
import llmbench.recording.Outcome;
import llmbench.recording.RequestRecord;
import llmbench.servermetrics.CancelledWork;
import llmbench.servermetrics.CaseWork;
import org.jspecify.annotations.Nullable;

/** Adds up what a case's requests did, record by record, for what the server says of itself. */
final class WorkTally {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  private long firstNanos = Long.MAX_VALUE;
  private long lastNanos = Long.MIN_VALUE;
  private long streams;
  private long promptTokens;
  private long outputTokens;
  private long ttftNanos;
  private long received;
  private long cancelledLeft;
  private int cancelled;
  private int beside;

  /** Takes a record; tokens and TTFT count of completed requests only, TTFT of streams alone. */
  void add(RequestRecord record) {
    firstNanos = Math.min(firstNanos, Math.min(record.intendedNanos(), record.sentNanos()));
    lastNanos = Math.max(lastNanos, record.endNanos());
    received += Math.max(record.outputTokens(), outputs(record.chunkKinds()));
    if (record.outcome() == Outcome.CANCELLED) {
      cancelled++;
      cancelledLeft += Math.max(0, record.askedOutputTokens() - record.outputTokens());
    }
    if (record.last() && record.outcome().completed()) {
      promptTokens += record.promptTokens();
      outputTokens += record.outputTokens();
      int first = firstOutput(record.chunkKinds());
      if (first >= 0) {
        streams++;
        ttftNanos += record.chunkNanos()[first] - record.sentNanos();
      }
    }
  }

  /** Takes a request that was sent beside the load, which the server counts too. */
  void addBeside(RequestRecord record) {
    received += Math.max(record.outputTokens(), outputs(record.chunkKinds()));
    beside += record.last() ? 1 : 0;
  }

  private static int outputs(byte[] kinds) {
    int count = 0;
    for (byte kind : kinds) {
      count += ChunkKind.isOutput(kind) ? 1 : 0;
    }
    return count;
  }

  private static int firstOutput(byte[] kinds) {
    for (int i = 0; i < kinds.length; i++) {
      if (ChunkKind.isOutput(kinds[i])) {
        return i;
      }
    }
    return -1;
  }

  /** All that was taken; requests beside the load as warm-ups. */
  CaseWork work(int warmups) {
    return new CaseWork(
        firstNanos == Long.MAX_VALUE ? 0 : (lastNanos - firstNanos) / NANOS_PER_SECOND,
        promptTokens,
        outputTokens,
        streams == 0 ? null : Double.valueOf(ttftNanos / NANOS_PER_MILLI / streams),
        warmups + beside);
  }

  /** What the client cancelled; null if nothing. */
  @Nullable CancelledWork cancelled() {
    return cancelled == 0 ? null : new CancelledWork(received, cancelledLeft);
  }
}
