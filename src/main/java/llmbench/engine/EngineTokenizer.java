// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

/** What the engine needs of a tokenizer. Implementations are thread-safe. */
public interface EngineTokenizer {
  /** The text's token ids, with no special tokens added; empty for an empty text. */
  int[] encode(String text);

  /** The text of the tokens; ids outside the vocabulary give no text. */
  String decode(int[] tokenIds);

  /** Ids lie in {@code [0, vocabSize)}. */
  int vocabSize();

  /** The engine's own tokenizer, which needs no file. */
  static EngineTokenizer builtIn() {
    return SyllableTokenizer.INSTANCE;
  }
}
