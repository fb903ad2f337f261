// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.Arrays;
import llmbench.tokenizer.Tokenizer;

/** A tokenizer of a model as the engine uses it, so that client and engine count alike. */
record TokenizerAdapter(Tokenizer tokenizer) implements EngineTokenizer {
  @Override
  public int[] encode(String text) {
    return Arrays.stream(tokenizer.encode(text)).mapToInt(Math::toIntExact).toArray();
  }

  @Override
  public String decode(int[] tokenIds) {
    return tokenizer.decode(Arrays.stream(tokenIds).asLongStream().toArray());
  }

  @Override
  public int vocabSize() {
    return tokenizer.vocabSize();
  }
}
