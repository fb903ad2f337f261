// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.util.Arrays;
import llmbench.recording.ChunkKind;
import llmbench.recording.RequestRecord;

/**
 * A request's answer as the figures read it: chunks that carry output.
 *
 * @param completed whether it counts as a success
 * @param streamed whether it came in chunks, so that it has a TTFT
 * @param outputNanos times of the chunks with output, or of the whole answer; may be empty
 */
record StreamOf(boolean completed, boolean streamed, long[] outputNanos) {
  static StreamOf of(RequestRecord request) {
    byte[] kinds = request.chunkKinds();
    long[] output = new long[kinds.length];
    int count = 0;
    boolean whole = false;
    for (int i = 0; i < kinds.length; i++) {
      whole |= kinds[i] == ChunkKind.WHOLE;
      if (kinds[i] == ChunkKind.WHOLE || ChunkKind.isOutput(kinds[i])) {
        output[count++] = request.chunkNanos()[i];
      }
    }
    return new StreamOf(
        request.outcome().completed() && count > 0, !whole, Arrays.copyOf(output, count));
  }

  boolean any() {
    return outputNanos.length > 0;
  }

  long first() {
    return outputNanos[0];
  }

  long last() {
    return outputNanos[outputNanos.length - 1];
  }

  /**
   * A chunk's share of the request's tokens, in whole tokens that add up, as the figures have it
   * ({@code docs/metrics.md}, Windows).
   */
  int tokensOf(int chunk, int tokens) {
    long chunks = outputNanos.length;
    return (int) ((chunk + 1L) * tokens / chunks - chunk * (long) tokens / chunks);
  }
}
