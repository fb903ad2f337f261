// SPDX-License-Identifier: Apache-2.0
package llmbench.tokenizer;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * The server's own tokenizer, by its routes. They tell nothing of its vocabulary, so that is learnt
 * ({@link ServerVocabulary}): {@link #vocabSize} is one more than the largest id of an ordinary
 * token, and {@link #specialIds} are all smaller ids that were not seen to be ordinary. So random
 * prompts start from ordinary tokens only, and as many different ones as with files. They are not
 * vLLM's for the seed.
 */
public final class ServerTokenizer implements Tokenizer {
  private final Routes routes;
  private final int vocabSize;
  private final Set<Integer> others = new HashSet<>();

  /** The routes' calls; each may throw {@link TokenizerException}. */
  public interface Routes {
    /** Ids of a text, without special tokens. */
    long[] tokenize(String text);

    /** Text of ids; an id that the server does not know gives none. */
    String detokenize(long[] ids);
  }

  private ServerTokenizer(Routes routes, BitSet ordinary) {
    this.routes = routes;
    this.vocabSize = ordinary.length();
    for (int id = 0; id < vocabSize; id++) {
      if (!ordinary.get(id)) {
        others.add(id);
      }
    }
  }

  /**
   * Learns which ids are plain text.
   *
   * @throws TokenizerException if the server has no such routes
   */
  public static ServerTokenizer learn(Routes routes) {
    BitSet ordinary = new ServerVocabulary(routes).ordinary();
    if (ordinary.isEmpty()) {
      throw new TokenizerException(
          "tokenizer: server: no text comes back from /detokenize and /tokenize; give a folder with"
              + " a tokenizer.json");
    }
    return new ServerTokenizer(routes, ordinary);
  }

  @Override
  public long[] encode(String text) {
    return routes.tokenize(text);
  }

  @Override
  public String decode(long[] ids) {
    return routes.detokenize(ids);
  }

  @Override
  public int vocabSize() {
    return vocabSize;
  }

  @Override
  public Set<Integer> specialIds() {
    return others;
  }

  @Override
  public int specialTokensToAdd() {
    return 0;
  }
}
