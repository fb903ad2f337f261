// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import llmbench.recording.ChunkKind;
import llmbench.recording.Outcome;
import llmbench.recording.Phase;
import llmbench.recording.RequestRecord;
import org.jspecify.annotations.Nullable;

/** Counts the requests that were sent beside the load, record by record. */
public final class BesideTally {
  private static final double MILLIS = 1e6;
  private static final double SECONDS = 1e9;
  private static final double P99 = 99;

  /**
   * The probes of a case; vLLM's definitions ({@code benchmark} in {@code
   * vllm/benchmarks/serve.py}): from the send to the last output, of those that completed.
   *
   * @param completed probes that were answered
   * @param failed all others, those that were cut at the end among them
   * @param medianMillis 0 if none was answered, as the others
   * @param maxLagMillis how long after it was due a probe was sent, at most
   */
  public record Probes(
      int completed,
      int failed,
      double medianMillis,
      double p99Millis,
      double maxMillis,
      double maxLagMillis) {}

  /**
   * A phase before or after the load.
   *
   * @param cut requests that the client ended because the phase was over
   * @param beganNanos the earliest time that one was due or sent, on the records' clock
   * @param endedNanos the latest end
   */
  public record PhaseCounts(
      int sent,
      int completed,
      int failed,
      int cut,
      long promptTokens,
      long outputTokens,
      long beganNanos,
      long endedNanos) {
    private static final PhaseCounts NONE =
        new PhaseCounts(0, 0, 0, 0, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE);

    private PhaseCounts plus(RequestRecord r) {
      boolean done = r.outcome().completed();
      boolean ended = r.outcome() == Outcome.CANCELLED;
      return new PhaseCounts(
          sent + 1,
          completed + (done ? 1 : 0),
          failed + (done || ended ? 0 : 1),
          cut + (ended ? 1 : 0),
          promptTokens + (done ? r.promptTokens() : 0),
          outputTokens + (done ? r.outputTokens() : 0),
          Math.min(beganNanos, Math.min(r.intendedNanos(), r.sentNanos())),
          Math.max(endedNanos, r.endNanos()));
    }
  }

  private final Map<Phase, PhaseCounts> phases = new EnumMap<>(Phase.class);
  private double[] probeSeconds = new double[64];
  private int probes;
  private int failedProbes;
  private long maxLagNanos;

  /** Takes a record of a request beside the load; tries that were followed by another are none. */
  public void add(RequestRecord record) {
    if (!record.last()) {
      return;
    }
    if (record.about().phase() == Phase.PROBE) {
      addProbe(record);
    } else {
      phases.merge(
          record.about().phase(),
          PhaseCounts.NONE.plus(record),
          (before, one) -> before.plus(record));
    }
  }

  private void addProbe(RequestRecord record) {
    maxLagNanos = Math.max(maxLagNanos, record.sentNanos() - record.intendedNanos());
    long last = lastOutput(record);
    if (!record.outcome().completed() || last < 0) {
      failedProbes++;
      return;
    }
    if (probes == probeSeconds.length) {
      probeSeconds = Arrays.copyOf(probeSeconds, 2 * probes);
    }
    probeSeconds[probes++] = (last - record.sentNanos()) / SECONDS;
  }

  private static long lastOutput(RequestRecord record) {
    byte[] kinds = record.chunkKinds();
    for (int i = kinds.length - 1; i >= 0; i--) {
      if (ChunkKind.isOutput(kinds[i]) || kinds[i] == ChunkKind.WHOLE) {
        return record.chunkNanos()[i];
      }
    }
    return -1;
  }

  /** The probes; null if none was sent. */
  public @Nullable Probes probes() {
    if (probes + failedProbes == 0) {
      return null;
    }
    double[] sorted = Arrays.copyOf(probeSeconds, probes);
    Arrays.sort(sorted);
    return new Probes(
        probes,
        failedProbes,
        LatencyStats.median(sorted) * 1000,
        LatencyStats.linearPercentile(sorted, P99) * 1000,
        probes == 0 ? 0 : sorted[probes - 1] * 1000,
        maxLagNanos / MILLIS);
  }

  /** What was sent in a phase; null if nothing was. */
  public @Nullable PhaseCounts phase(Phase phase) {
    return phases.get(phase);
  }
}
