// SPDX-License-Identifier: Apache-2.0
package llmbench.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** A {@code tokenizer.json} run by Hugging Face's own library, through DJL. */
final class DjlTokenizer implements Tokenizer {
  static {
    // Before any class of DJL is loaded: it calls home when a tokenizer is made, unless told
    // otherwise.
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
  }

  private final HuggingFaceTokenizer tokenizer;
  private final TokenizerFiles files;
  private final int specialTokensToAdd;

  DjlTokenizer(TokenizerFiles files) {
    this.files = files;
    try {
      tokenizer =
          HuggingFaceTokenizer.builder(Map.of("truncation", "false", "padding", "false"))
              .optTokenizerPath(files.tokenizerJson())
              .optAddSpecialTokens(false)
              .build();
    } catch (IOException | RuntimeException e) {
      throw new TokenizerException(
          "tokenizer " + files.tokenizerJson() + ": cannot be loaded: " + e.getMessage());
    }
    specialTokensToAdd = ids("", true).length - ids("", false).length;
  }

  /**
   * Only the ids are asked of the library: DJL's own {@code encode} also makes a string and a span
   * of each token, which takes longer than tokenizing.
   */
  @Override
  public long[] encode(String text) {
    return ids(text, false);
  }

  private long[] ids(String text, boolean addSpecialTokens) {
    long encoding = TokenizersLibrary.LIB.encode(tokenizer.getHandle(), text, addSpecialTokens);
    try {
      return TokenizersLibrary.LIB.getTokenIds(encoding);
    } finally {
      TokenizersLibrary.LIB.deleteEncoding(encoding);
    }
  }

  @Override
  public String decode(long[] ids) {
    String text = TokenizersLibrary.LIB.decode(tokenizer.getHandle(), ids, false);
    return files.cleansUpSpaces() ? cleanUpSpaces(text) : text;
  }

  /** {@code clean_up_tokenization} of transformers ({@code tokenization_utils_base.py}). */
  private static String cleanUpSpaces(String text) {
    return text.replace(" .", ".")
        .replace(" ?", "?")
        .replace(" !", "!")
        .replace(" ,", ",")
        .replace(" ' ", "'")
        .replace(" n't", "n't")
        .replace(" 'm", "'m")
        .replace(" 's", "'s")
        .replace(" 've", "'ve")
        .replace(" 're", "'re");
  }

  @Override
  public int vocabSize() {
    return files.vocabSize();
  }

  @Override
  public Set<Integer> specialIds() {
    return files.specialIds();
  }

  @Override
  public int[] ordinaryIds() {
    return files.allIds().filter(id -> !files.specialIds().contains(id)).toArray();
  }

  @Override
  public int specialTokensToAdd() {
    return specialTokensToAdd;
  }

  @Override
  public ChatTemplate chatTemplate() {
    ChatTemplate template = TemplateFiles.beside(files.tokenizerJson());
    return template == null ? Tokenizer.super.chatTemplate() : template;
  }
}
