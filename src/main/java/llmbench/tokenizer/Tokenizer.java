// SPDX-License-Identifier: Apache-2.0
package llmbench.tokenizer;

import java.util.Set;
import java.util.stream.IntStream;

/** Text to tokens and back, as vLLM's benchmark uses a Hugging Face tokenizer. Thread-safe. */
public interface Tokenizer {
  /** Token ids of a text, without special tokens around it. */
  long[] encode(String text);

  /** Text of token ids as vLLM decodes them; special tokens are kept. */
  String decode(long[] ids);

  /** Number of a text's tokens, without special tokens around it. */
  default int count(String text) {
    return encode(text).length;
  }

  /** Number of tokens of the model's vocabulary, added tokens not among them. */
  int vocabSize();

  /** Ids that a random prompt must not have ({@code all_special_ids}). */
  Set<Integer> specialIds();

  /**
   * Ids of all tokens, added ones among them, but for the special ones; ascending. What a tokenizer
   * knows of its vocabulary: without more, those below {@link #vocabSize}.
   */
  default int[] ordinaryIds() {
    Set<Integer> special = specialIds();
    return IntStream.range(0, vocabSize()).filter(id -> !special.contains(id)).toArray();
  }

  /** Special tokens that the tokenizer puts around a text ({@code num_special_tokens_to_add}). */
  int specialTokensToAdd();

  /**
   * The client's chat template.
   *
   * @throws TokenizerException if there is none, or it is of no use
   */
  default ChatTemplate chatTemplate() {
    throw new TokenizerException(
        "chat template: expected one in the tokenizer, found none; set skip_chat_template: true to"
            + " send prompts as they are, or give a folder whose tokenizer_config.json has a"
            + " chat_template");
  }
}
