// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyllableTokenizerTest {
  private final EngineTokenizer tokenizer = EngineTokenizer.builtIn();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " bala",
        " bala bala!",
        "x bal",
        " b",
        "世界 😀 é\n",
        "<|im_start|>user\nHi<|im"
      })
  void decodingGivesTheTextAgain(String text) {
    assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
  }

  @Test
  void aWordIsOneTokenAndAnyOtherByteIsOne() {
    assertThat(tokenizer.encode(" bala zuzu")).hasSize(2);
    assertThat(tokenizer.encode("sea")).containsExactly('s', 'e', 'a');
    assertThat(tokenizer.encode("é")).hasSize(2);
    assertThat(tokenizer.encode("<|im_end|>\n")).containsExactly(257, '\n');
  }

  @Test
  void everyWordIsItsOwnToken() {
    for (int id = 258; id < tokenizer.vocabSize(); id++) {
      assertThat(tokenizer.encode(tokenizer.decode(new int[] {id}))).containsExactly(id);
    }
  }

  @Test
  void idsOutsideTheVocabularyHaveNoText() {
    assertThat(tokenizer.decode(new int[] {-1, tokenizer.vocabSize(), 97})).isEqualTo("a");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void anyTextSurvives(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] points = random.ints(300, 1, 0xD000).toArray();
    String text = new String(points, 0, points.length);
    int[] ids = tokenizer.encode(text);
    assertThat(tokenizer.decode(ids)).isEqualTo(text);
    assertThat(Arrays.stream(ids)).allMatch(id -> id >= 0 && id < tokenizer.vocabSize());
  }
}
