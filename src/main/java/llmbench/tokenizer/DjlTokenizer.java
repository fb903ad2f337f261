// SPDX-License-Identifier: Apache-2.0
package llmbench.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
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
    specialTokensToAdd =
        tokenizer.encode("", true, false).getIds().length
            - tokenizer.encode("", false, false).getIds().length;
  }

  @Override
  public long[] encode(String text) {
    return tokenizer.encode(text, false, false).getIds();
  }

  @Override
  public String decode(long[] ids) {
    return tokenizer.decode(ids, false);
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
  public int specialTokensToAdd() {
    return specialTokensToAdd;
  }
}
