// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import org.jspecify.annotations.Nullable;

/**
 * All that will be said to one request, known before its first token is due.
 *
 * @param tokenIds its tokens, at least one
 * @param texts each token's own text
 * @param deltas what each token's chunk carries, as the inside of a JSON string. Differs from the
 *     texts where stop strings hold text back, as vLLM does
 * @param text the whole text
 * @param finishReason {@code length} or {@code stop}
 * @param stopReason the stop string that ended it; null for none
 */
record Answer(
    int[] tokenIds,
    String[] texts,
    byte[][] deltas,
    String text,
    String finishReason,
    @Nullable String stopReason) {
  /** An answer that ends at once: its only token is the end of text. */
  static Answer nothing() {
    return new Answer(new int[1], new String[] {""}, new byte[1][0], "", "stop", null);
  }

  int length() {
    return tokenIds.length;
  }
}
