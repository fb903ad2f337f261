// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import java.util.Set;
import llmbench.tokenizer.Tokenizer;

/**
 * Stands for a tokenizer where only the columns of a row are looked at: each text has ten tokens.
 */
final class TrialTokenizer implements Tokenizer {
  private static final int LENGTH = 10;

  @Override
  public long[] encode(String text) {
    return new long[LENGTH];
  }

  @Override
  public String decode(long[] ids) {
    return "";
  }

  @Override
  public int vocabSize() {
    return 1;
  }

  @Override
  public Set<Integer> specialIds() {
    return Set.of();
  }

  @Override
  public int specialTokensToAdd() {
    return 0;
  }
}
