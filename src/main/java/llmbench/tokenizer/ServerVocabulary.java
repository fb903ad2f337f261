// SPDX-License-Identifier: Apache-2.0
package llmbench.tokenizer;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Learns which ids a server's tokenizer has, which no route of the server tells.
 *
 * <p>The ids 0, 1, 2, … are turned into text and back, some thousands at a time, until no text
 * comes any more. Whatever comes back is an id that the tokenizer really makes of a text. Among
 * them may be special tokens, since a server reads {@code <|im_end|>} in a text as that token; so
 * each piece of text that looks like one, and is one token, is put aside. The few ordinary tokens
 * that look alike ({@code <br>}) are no loss.
 */
final class ServerVocabulary {
  private static final Pattern LOOKS_SPECIAL = Pattern.compile("<[^<>\\s]{1,60}>|\\[[A-Z0-9_/]+]");
  private static final int IDS_AT_A_TIME = 2048;
  private static final int LARGEST = 1 << 20;

  /** Added tokens may follow a gap in the ids, which is at most this many requests long. */
  private static final int MOST_EMPTY_ANSWERS = 2;

  private final ServerTokenizer.Routes routes;
  private final BitSet seen = new BitSet();
  private final BitSet special = new BitSet();
  private final Set<String> looked = new HashSet<>();

  /**
   * Asks the server: some two hundred short requests for a vocabulary of 150,000.
   *
   * @throws TokenizerException if the server fails
   */
  ServerVocabulary(ServerTokenizer.Routes routes) {
    this.routes = routes;
    int empty = 0;
    for (long from = 0; from < LARGEST && empty < MOST_EMPTY_ANSWERS; from += IDS_AT_A_TIME) {
      long[] ids = new long[IDS_AT_A_TIME];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = from + i;
      }
      String text = routes.detokenize(ids);
      if (text.isEmpty()) {
        empty++;
      } else {
        empty = 0;
        learn(text);
      }
    }
  }

  /** Ids that stand for ordinary text; may be empty. */
  BitSet ordinary() {
    BitSet ordinary = (BitSet) seen.clone();
    ordinary.andNot(special);
    return ordinary;
  }

  private void learn(String text) {
    for (long id : routes.tokenize(text)) {
      seen.set((int) id);
    }
    Matcher matcher = LOOKS_SPECIAL.matcher(text);
    while (matcher.find()) {
      if (looked.add(matcher.group())) {
        long[] ids = routes.tokenize(matcher.group());
        if (ids.length == 1) {
          special.set((int) ids[0]);
        }
      }
    }
  }
}
