// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import llmbench.tokenizer.Tokenizer;

/** What the engine needs of a tokenizer. Implementations are thread-safe. */
public interface EngineTokenizer {
  /** The text's token ids, with no special tokens added; empty for an empty text. */
  int[] encode(String text);

  /** The text of the tokens; ids outside the vocabulary give no text. */
  String decode(int[] tokenIds);

  /** Ids lie in {@code [0, vocabSize)}. */
  int vocabSize();

  /** A model's tokenizer. */
  static EngineTokenizer of(Tokenizer tokenizer) {
    return new TokenizerAdapter(tokenizer);
  }

  /** The engine's own tokenizer, which needs no file. */
  static EngineTokenizer builtIn() {
    return SyllableTokenizer.INSTANCE;
  }
}
