// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.List;
import java.util.function.ToIntFunction;
import llmbench.backend.Answer;
import llmbench.backend.Backend;
import llmbench.recording.ChunkKind;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens each chunk with output held: by the usage that comes with each frame where the
 * server sends it ({@code continuous_usage_stats}), else, where the answer has more tokens than
 * chunks, by the tokenizer's count of each chunk's text.
 */
final class ChunkTokens {
  /** Each chunk holds one, or nobody knows. */
  static final int[] NONE = {};

  private ChunkTokens() {}

  /**
   * The tokens of each chunk with output.
   *
   * @param outputTokens of the whole answer
   * @param counter counts a text's tokens; null without a tokenizer
   * @return {@link #NONE} if each holds one
   */
  static int[] of(
      StreamCapture capture,
      Answer answer,
      int outputTokens,
      Backend backend,
      @Nullable ToIntFunction<String> counter) {
    int[] running = answer.runningTokens();
    if (running.length > 0 && running.length == capture.chunkCount()) {
      return unlessAllOne(byUsage(capture, running));
    }
    if (counter == null || outputTokens <= capture.outputChunks()) {
      return NONE;
    }
    List<String> texts = backend.chunkTexts(capture.body(), capture.length());
    return texts.size() == capture.chunkCount()
        ? unlessAllOne(byText(capture, texts, counter))
        : NONE;
  }

  private static int[] byUsage(StreamCapture capture, int[] running) {
    int[] tokens = new int[capture.outputChunks()];
    int n = 0;
    int before = 0;
    for (int i = 0; i < running.length; i++) {
      if (ChunkKind.isOutput(capture.chunkKind(i))) {
        tokens[n++] = Math.max(0, running[i] - before);
        before = running[i];
      }
    }
    return tokens;
  }

  private static int[] byText(
      StreamCapture capture, List<String> texts, ToIntFunction<String> counter) {
    int[] tokens = new int[capture.outputChunks()];
    int n = 0;
    for (int i = 0; i < texts.size(); i++) {
      if (ChunkKind.isOutput(capture.chunkKind(i))) {
        tokens[n++] = Math.max(1, counter.applyAsInt(texts.get(i)));
      }
    }
    return tokens;
  }

  private static int[] unlessAllOne(int[] tokens) {
    for (int each : tokens) {
      if (each != 1) {
        return tokens;
      }
    }
    return NONE;
  }
}
