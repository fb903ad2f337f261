// SPDX-License-Identifier: Apache-2.0
package llmbench.tokenizer;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The server's own tokenizer, by its routes. It tells nothing of its vocabulary, so prompts are
 * made of the ids that a text of letters, digits and common words has: known to be plain text. Such
 * prompts are not vLLM's for the seed.
 */
public final class ServerTokenizer implements Tokenizer {
  private static final String SAMPLE =
      "the of and to in a is that for it as was with be by on not he his but at are this have from or had an"
          + " they which one you were all her she there would their we him been has when who will no more if"
          + " out so up said what its about than into them can only other time new some could these two may"
          + " first then do any like my now over such our man me even most made after also well before must"
          + " years much where your way down should because long each just state those people too mr how"
          + " little good world make very year still see work life being day number system water light house"
          + " a b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 4 5 6 7 8 9 . , ; : ? ! ( ) - + = /";

  private final Routes routes;
  private final long[] plain;
  private final int vocabSize;
  private final Set<Integer> others;

  /** The routes' calls; each may throw {@link TokenizerException}. */
  public interface Routes {
    /** Ids of a text, without special tokens. */
    long[] tokenize(String text);

    /** Text of ids. */
    String detokenize(long[] ids);
  }

  private ServerTokenizer(Routes routes, Set<Long> seen) {
    this.routes = routes;
    this.plain = seen.stream().mapToLong(Long::longValue).sorted().toArray();
    this.vocabSize = (int) plain[plain.length - 1] + 1;
    this.others = new HashSet<>();
    for (int id = 0; id < vocabSize; id++) {
      if (!seen.contains((long) id)) {
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
    Set<Long> seen = new LinkedHashSet<>();
    for (long id : routes.tokenize(SAMPLE)) {
      seen.add(id);
    }
    if (seen.isEmpty()) {
      throw new TokenizerException(
          "tokenizer: server: /tokenize found no tokens in a text; give a folder with a tokenizer.json");
    }
    return new ServerTokenizer(routes, seen);
  }

  @Override
  public long[] encode(String text) {
    return routes.tokenize(text);
  }

  /** Ids that are not known to be plain text are replaced by such. */
  @Override
  public String decode(long[] ids) {
    long[] known = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      boolean plainId = ids[i] < vocabSize && !others.contains((int) ids[i]);
      known[i] = plainId ? ids[i] : plain[(int) (ids[i] % plain.length)];
    }
    return routes.detokenize(known);
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
