// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import llmbench.engine.EngineTokenizer;
import llmbench.tokenizer.Tokenizer;

/** The run's tokenizer as the embedded engine uses it, so that client and engine count alike. */
record ServedTokenizer(Tokenizer tokenizer) implements EngineTokenizer {
  @Override
  public int[] encode(String text) {
    long[] ids = tokenizer.encode(text);
    int[] ints = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      ints[i] = (int) ids[i];
    }
    return ints;
  }

  @Override
  public String decode(int[] tokenIds) {
    long[] ids = new long[tokenIds.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = tokenIds[i];
    }
    return tokenizer.decode(ids);
  }

  @Override
  public int vocabSize() {
    return tokenizer.vocabSize();
  }
}
