// SPDX-License-Identifier: Apache-2.0
package llmbench.live;

import java.util.Arrays;
import llmbench.recording.ChunkKind;
import llmbench.recording.Outcome;
import llmbench.recording.RequestAbout;
import llmbench.recording.RequestRecord;
import llmbench.recording.TokenSource;

/** Records with times in milliseconds. */
public final class LiveRecords {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private LiveRecords() {}

  /** A completed request, due at 0 and sent at 1 ms, whose chunks come that long after the send. */
  public static RequestRecord completed(long... millisAfterSend) {
    byte[] kinds = new byte[millisAfterSend.length];
    Arrays.fill(kinds, ChunkKind.OUTPUT);
    return of(Outcome.COMPLETED, true, RequestAbout.NONE, kinds, millisAfterSend);
  }

  /** A request that ended so, without any chunk. */
  public static RequestRecord ended(Outcome outcome, boolean last) {
    return of(outcome, last, RequestAbout.NONE, new byte[0]);
  }

  /** One of any kind. */
  public static RequestRecord of(
      Outcome outcome, boolean last, RequestAbout about, byte[] kinds, long... millisAfterSend) {
    long sent = NANOS_PER_MILLI;
    long[] times =
        Arrays.stream(millisAfterSend).map(millis -> sent + millis * NANOS_PER_MILLI).toArray();
    return new RequestRecord(
        0,
        0,
        last,
        "bench-0",
        0,
        sent,
        sent,
        times.length == 0 ? sent : times[times.length - 1],
        times,
        kinds,
        10,
        times.length,
        10,
        TokenSource.USAGE,
        times.length,
        TokenSource.USAGE,
        outcome,
        200,
        outcome.completed() ? null : "an error",
        null,
        -1,
        null,
        -1,
        -1,
        new int[0],
        about);
  }
}
