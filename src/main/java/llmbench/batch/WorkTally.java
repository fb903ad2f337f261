// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import llmbench.recording.ChunkKind;
import llmbench.recording.Outcome;
import llmbench.recording.Phase;
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
  private final List<Earlier> earlier = new ArrayList<>();
  private long countedFromNanos = Long.MIN_VALUE;

  /** A request before the load, which the server counts if it was not done when counting began. */
  private record Earlier(long endNanos, long received, boolean last) {}

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
    long tokens = Math.max(record.outputTokens(), outputs(record.chunkKinds()));
    if (record.about().phase() == Phase.WARMUP) {
      earlier.add(new Earlier(record.endNanos(), tokens, record.last()));
    } else {
      received += tokens;
      beside += record.last() ? 1 : 0;
    }
  }

  /**
   * The server's counts begin at that time, after what was sent before the load; by default they
   * hold all of it.
   */
  void countsFrom(long nanos) {
    countedFromNanos = nanos;
  }

  private Stream<Earlier> countedEarlier() {
    return earlier.stream().filter(each -> each.endNanos() > countedFromNanos);
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

  /**
   * All that was taken; requests beside the load as warm-ups.
   *
   * @param warmups that were sent before all of it, and leave no record
   */
  CaseWork work(int warmups) {
    int before =
        (countedFromNanos == Long.MIN_VALUE ? warmups : 0)
            + (int) countedEarlier().filter(Earlier::last).count();
    return new CaseWork(
        firstNanos == Long.MAX_VALUE ? 0 : (lastNanos - firstNanos) / NANOS_PER_SECOND,
        promptTokens,
        outputTokens,
        streams == 0 ? null : Double.valueOf(ttftNanos / NANOS_PER_MILLI / streams),
        before + beside);
  }

  /** What the client cancelled; null if nothing. */
  @Nullable CancelledWork cancelled() {
    long before = countedEarlier().mapToLong(Earlier::received).sum();
    return cancelled == 0 ? null : new CancelledWork(received + before, cancelledLeft);
  }
}
