// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import llmbench.recording.ChunkKind;
import llmbench.recording.RequestRecord;

/** Which chunks of a stream count as output. */
public enum Reading {
  /** Those that carry content, reasoning or tool-call text. */
  OUTPUT,
  /** Every chunk with {@code choices}, whatever it holds: vLLM 0.32's own reading. */
  VLLM;

  boolean counts(byte kind) {
    return this == VLLM || kind == ChunkKind.OUTPUT;
  }

  /** Position of the first chunk that counts; -1 if there is none. */
  int first(RequestRecord record) {
    byte[] kinds = record.chunkKinds();
    for (int i = 0; i < kinds.length; i++) {
      if (counts(kinds[i])) {
        return i;
      }
    }
    return -1;
  }

  /** Position of the last chunk that counts; -1 if there is none. */
  int last(RequestRecord record) {
    byte[] kinds = record.chunkKinds();
    for (int i = kinds.length - 1; i >= 0; i--) {
      if (counts(kinds[i])) {
        return i;
      }
    }
    return -1;
  }
}
