// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * The tokens that answers are made of: a seeded choice from the tokenizer's, each a whole word with
 * its space, so that an answer's text has as many tokens as the answer. Their JSON is made once.
 */
final class AnswerVocabulary {
  private static final int SIZE = 1024;
  private static final int TRIES = 40_000;

  private final int[] ids;
  private final String[] texts;
  private final byte[][] escaped;

  private AnswerVocabulary(Map<Integer, String> words) {
    ids = words.keySet().stream().mapToInt(Integer::intValue).toArray();
    texts = words.values().toArray(new String[0]);
    escaped = Arrays.stream(texts).map(JsonBytes::escape).toArray(byte[][]::new);
  }

  /**
   * Chooses the words. A tokenizer without lower-case ASCII words gives any words that survive
   * decoding and encoding; if it has none of these either, any tokens with text.
   */
  static AnswerVocabulary of(EngineTokenizer tokenizer, long seed) {
    int[] anchor = tokenizer.encode("a");
    String anchorText = tokenizer.decode(anchor);
    // With an anchor before it, for decoders that strip the first token's space.
    Predicate<Word> survives =
        word -> Arrays.equals(tokenizer.encode(anchorText + word.text), append(anchor, word.id));
    List<Predicate<Word>> choices =
        List.of(
            word -> word.text.matches(" [a-z]+") && survives.test(word),
            word -> !word.text.isBlank() && survives.test(word),
            word -> !word.text.isEmpty());
    for (Predicate<Word> choice : choices) {
      SplittableRandom random = new SplittableRandom(seed);
      Map<Integer, String> words = new LinkedHashMap<>();
      BitSet tried = new BitSet();
      for (int i = 0; i < TRIES && words.size() < SIZE; i++) {
        int id = random.nextInt(tokenizer.vocabSize());
        if (tried.get(id)) {
          continue;
        }
        tried.set(id);
        String text = tokenizer.decode(append(anchor, id));
        if (!text.startsWith(anchorText) || text.indexOf('\uFFFD') >= 0) {
          continue;
        }
        Word word = new Word(id, text.substring(anchorText.length()));
        if (choice.test(word)) {
          words.put(id, word.text);
        }
      }
      if (words.size() >= Math.min(16, tokenizer.vocabSize() / 2)) {
        return new AnswerVocabulary(words);
      }
    }
    throw new IllegalArgumentException(
        "the tokenizer given to the engine has no tokens with text (vocabulary of "
            + tokenizer.vocabSize()
            + ")");
  }

  int size() {
    return ids.length;
  }

  int id(int word) {
    return ids[word];
  }

  String text(int word) {
    return texts[word];
  }

  /** The word as the inside of a JSON string; shared, never to be changed. */
  byte[] escaped(int word) {
    return escaped[word];
  }

  private static int[] append(int[] ids, int id) {
    int[] all = Arrays.copyOf(ids, ids.length + 1);
    all[ids.length] = id;
    return all;
  }

  private record Word(int id, String text) {}
}
