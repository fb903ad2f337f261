// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A tokenizer without files, for when no other is given: 256 single bytes, two marks for chat
 * messages, and 10,000 words of one space and two syllables, such as {@code " balo"}. Text of such
 * words has one token per word; any other text has one per UTF-8 byte. {@code decode(encode(text))}
 * is the text again.
 */
final class SyllableTokenizer implements EngineTokenizer {
  static final SyllableTokenizer INSTANCE = new SyllableTokenizer();

  private static final String CONSONANTS = "bcdfghjklmnprstvwxyz";
  private static final String VOWELS = "aeiou";
  private static final int SYLLABLES = 100;
  private static final byte[][] MARKS = {
    "<|im_start|>".getBytes(StandardCharsets.US_ASCII),
    "<|im_end|>".getBytes(StandardCharsets.US_ASCII)
  };
  private static final int FIRST_MARK = 256;
  private static final int FIRST_WORD = FIRST_MARK + 2;
  private static final int WORD_BYTES = 5;

  private SyllableTokenizer() {}

  @Override
  public int vocabSize() {
    return FIRST_WORD + SYLLABLES * SYLLABLES;
  }

  @Override
  public int[] encode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] ids = new int[bytes.length];
    int count = 0;
    for (int at = 0; at < bytes.length; ) {
      int id = word(bytes, at);
      int length = WORD_BYTES;
      if (id < 0) {
        id = mark(bytes, at);
        length = id < 0 ? 1 : MARKS[id - FIRST_MARK].length;
      }
      ids[count++] = id < 0 ? bytes[at] & 0xff : id;
      at += length;
    }
    return Arrays.copyOf(ids, count);
  }

  @Override
  public String decode(int[] tokenIds) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(tokenIds.length * WORD_BYTES);
    for (int id : tokenIds) {
      if (id >= 0 && id < FIRST_MARK) {
        bytes.write(id);
      } else if (id >= FIRST_MARK && id < FIRST_WORD) {
        bytes.writeBytes(MARKS[id - FIRST_MARK]);
      } else if (id >= FIRST_WORD && id < vocabSize()) {
        bytes.write(' ');
        writeSyllable(bytes, (id - FIRST_WORD) / SYLLABLES);
        writeSyllable(bytes, (id - FIRST_WORD) % SYLLABLES);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void writeSyllable(ByteArrayOutputStream bytes, int syllable) {
    bytes.write(CONSONANTS.charAt(syllable / VOWELS.length()));
    bytes.write(VOWELS.charAt(syllable % VOWELS.length()));
  }

  private static int word(byte[] bytes, int at) {
    if (at + WORD_BYTES > bytes.length || bytes[at] != ' ') {
      return -1;
    }
    int first = syllable(bytes, at + 1);
    int second = syllable(bytes, at + 3);
    return first < 0 || second < 0 ? -1 : FIRST_WORD + first * SYLLABLES + second;
  }

  private static int syllable(byte[] bytes, int at) {
    int consonant = CONSONANTS.indexOf(bytes[at]);
    int vowel = VOWELS.indexOf(bytes[at + 1]);
    return consonant < 0 || vowel < 0 ? -1 : consonant * VOWELS.length() + vowel;
  }

  private static int mark(byte[] bytes, int at) {
    for (int i = 0; i < MARKS.length; i++) {
      byte[] mark = MARKS[i];
      if (Arrays.equals(
          bytes, at, Math.min(at + mark.length, bytes.length), mark, 0, mark.length)) {
        return FIRST_MARK + i;
      }
    }
    return -1;
  }
}
