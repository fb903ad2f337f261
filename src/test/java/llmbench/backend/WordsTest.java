// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final byte[] BYTES = {
    'a', '"', '\\', '\n', '\r', 0, 31, ' ', 127, -1, -128, '!', '#', '[', ']', 11, 14
  };

  @Test
  void findsWhatAByteByByteSearchFinds() {
    Random random = new Random(1);
    for (int round = 0; round < 20_000; round++) {
      byte[] b = new byte[random.nextInt(40)];
      for (int i = 0; i < b.length; i++) {
        b[i] = random.nextInt(8) == 0 ? BYTES[random.nextInt(BYTES.length)] : (byte) 'x';
      }
      int from = random.nextInt(b.length + 1);
      int to = from + random.nextInt(b.length - from + 1);
      int line = from;
      while (line < to && b[line] != '\n' && b[line] != '\r') {
        line++;
      }
      int stop = from;
      while (stop < to && b[stop] != '"' && b[stop] != '\\' && (b[stop] < 0 || b[stop] >= ' ')) {
        stop++;
      }
      assertThat(Words.lineEnd(b, from, to)).isEqualTo(line);
      assertThat(Words.stringStop(b, from, to)).isEqualTo(stop);
    }
  }
}
