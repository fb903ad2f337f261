// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

/**
 * What a chunk of the stream carried, as the byte kept beside its time. Only chunks with a
 * non-empty {@code choices} (or what the backend has in its place) are kept: those that vLLM counts
 * as tokens.
 */
public final class ChunkKind {
  /** Content or tool-call text: output of the answer itself. */
  public static final byte OUTPUT = 'o';

  /** Reasoning, and nothing of the answer: output too. */
  public static final byte REASONING = 'r';

  /** Nothing of use: a role only, or empty text. */
  public static final byte EMPTY = 'e';

  /** A finish reason and no output. */
  public static final byte FINISH = 'f';

  /** An answer that came all at once, at its end; its only chunk. */
  public static final byte WHOLE = 'w';

  private ChunkKind() {}

  /** Whether a chunk carried output of a stream, the only ones in our TTFT and ITL. */
  public static boolean isOutput(byte kind) {
    return kind == OUTPUT || kind == REASONING;
  }
}
