// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import llmbench.recording.ChunkKind;
import llmbench.recording.Outcome;

/** Which chunks of a stream count, and which requests are successes. */
enum Reading {
  /** Chunks that carry output, and answers that came whole; requests that completed. */
  OUTPUT {
    @Override
    boolean counts(byte kind) {
      return ChunkKind.isOutput(kind) || kind == ChunkKind.WHOLE;
    }

    @Override
    boolean succeeded(Outcome outcome, int countedChunks) {
      return outcome.completed() && countedChunks > 0;
    }
  },

  /**
   * As vLLM 0.32 ({@code vllm/benchmarks/lib/endpoint_request_func.py}): every chunk with choices;
   * a request is a success if one came and the body then ended without a broken connection. It sees
   * neither a missing end mark nor an error object. (Of malformed frames it loses some streams and
   * fails others, by how the reads fell; they are failures here.)
   */
  VLLM {
    @Override
    boolean counts(byte kind) {
      return true;
    }

    @Override
    boolean succeeded(Outcome outcome, int countedChunks) {
      return countedChunks > 0
          && switch (outcome) {
            case COMPLETED, CUT, STREAM_ERROR, EMPTY -> true;
            default -> false;
          };
    }
  };

  /** Whether a chunk of this {@link ChunkKind} has a part in TTFT, ITL, TPOT and E2EL. */
  abstract boolean counts(byte kind);

  /** Whether the request enters the figures. */
  abstract boolean succeeded(Outcome outcome, int countedChunks);
}
