// SPDX-License-Identifier: Apache-2.0
package llmbench.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known answers from CPython 3.11; each comment is what made them. */
class PythonRandomTest {

  /**
   * {@code r = random.Random(seed); [r.getrandbits(32) for _ in range(3)]; r.random();
   * [r.choice(range(10)) for _ in range(6)]; r.choices(range(1000), k=5)}.
   */
  @ParameterizedTest
  @CsvSource({
    "0,          0.890243920837131,   0 4 8 7 6 4, 967 358 891 218 139",
    "1,          0.8022650611681835,  1 4 1 7 7 7, 651 788 93 28 835",
    "12345,      0.8201747225612886,  4 5 3 4 9 6, 161 124 432 562 174",
    "4294967295, 0.21534345751528883, 8 4 9 5 6 4, 355 497 64 971 610"
  })
  void drawsArePythons(long seed, double afterThree, String choices, String drawn) {
    PythonRandom random = new PythonRandom(seed);
    // Below 2^31 − 1 takes 31 bits of a word and, but for one in 2^31, never a second word.
    for (int i = 0; i < 3; i++) {
      random.below(Integer.MAX_VALUE);
    }
    assertThat(random.random()).isEqualTo(afterThree);
    StringBuilder below = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      below.append(i == 0 ? "" : " ").append(random.below(10));
    }
    assertThat(below).hasToString(choices);
    assertThat(String.join(" ", texts(random.choices(1000, 5)))).isEqualTo(drawn);
  }

  /** {@code random.seed(0)} and {@code l = list(range(n)); random.shuffle(l)}. */
  @Test
  void shufflesArePythons() {
    assertThat(new PythonRandom(0).shuffled(10)).containsExactly(7, 8, 1, 5, 3, 4, 2, 0, 9, 6);
    assertThat(new PythonRandom(12345).shuffled(20))
        .containsExactly(16, 18, 3, 8, 19, 10, 7, 14, 12, 1, 5, 2, 15, 17, 4, 6, 11, 9, 0, 13);
    assertThat(new PythonRandom(0).shuffled(0)).isEmpty();
    assertThat(new PythonRandom(0).shuffled(1)).containsExactly(0);
  }

  /** {@code random.Random(s).random()} for seeds of two words and below zero. */
  @Test
  void seedsHaveOneWordOrTwo() {
    assertThat(new PythonRandom(1L << 40).random()).isEqualTo(SEED_2_40);
    assertThat(new PythonRandom(-7).random()).isEqualTo(new PythonRandom(7).random());
  }

  private static final double SEED_2_40 = 0.1036394562812375;

  @Test
  void nothingIsBelowZero() {
    assertThatThrownBy(() -> new PythonRandom(0).below(0)).hasMessageContaining("at least 1");
  }

  private static String[] texts(int[] numbers) {
    String[] texts = new String[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      texts[i] = String.valueOf(numbers[i]);
    }
    return texts;
  }
}
