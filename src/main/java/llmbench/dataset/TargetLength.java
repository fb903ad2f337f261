// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.Arrays;
import java.util.function.IntFunction;
import llmbench.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes and encodes token ids until they have a length: vLLM's {@code
 * gen_prompt_decode_to_target_len}.
 */
final class TargetLength {
  static final int MAX_ROUNDS = 10;

  private final Tokenizer tokenizer;
  private final IntFunction<long[]> draw;

  /**
   * With ids drawn where there are too few.
   *
   * @param draw gives so many random ids
   */
  TargetLength(Tokenizer tokenizer, IntFunction<long[]> draw) {
    this.tokenizer = tokenizer;
    this.draw = draw;
  }

  /**
   * What came of it.
   *
   * @param text decoded from the ids of the round before
   * @param ids its encoding
   * @param mismatch tokens more (or, below 0, fewer) than meant, where no round met the length
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Fitted(String text, long[] ids, int mismatch) {}

  Fitted fit(long[] first, int target) {
    long[] ids = first;
    for (int left = MAX_ROUNDS; ; left--) {
      String text = tokenizer.decode(ids);
      ids = tokenizer.encode(text);
      if (left <= 0 || ids.length == target) {
        return new Fitted(text, ids, ids.length - target);
      }
      int before = ids.length;
      ids = Arrays.copyOf(ids, target);
      if (before < target) {
        System.arraycopy(draw.apply(target - before), 0, ids, before, target - before);
      }
    }
  }

  /** What vLLM warns of when lengths were not met; null where they were. */
  static @Nullable String warning(long mismatch) {
    return mismatch == 0
        ? null
        : "Across all generated prompts, there were "
            + Math.abs(mismatch)
            + (mismatch > 0 ? " more" : " fewer")
            + " tokens than expected after decoding and re-encoding.";
  }
}
