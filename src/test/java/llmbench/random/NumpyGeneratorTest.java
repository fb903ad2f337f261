// SPDX-License-Identifier: Apache-2.0
package llmbench.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Known answers from numpy; each comment is what made them, with {@code rng =
 * np.random.default_rng(seed)}.
 */
class NumpyGeneratorTest {

  @Test
  void aRangeOfOneDrawsNothing() {
    // rng(0); rng.integers(1024, 1025, 4); rng.integers(128, 129, 4); rng.integers(0, 151643, 6)
    NumpyGenerator rng = new NumpyGenerator(0);
    assertThat(rng.integers(1024, 1025, 4)).containsOnly(1024);
    assertThat(rng.integers(128, 129, 4)).containsOnly(128);
    assertThat(rng.integers(0, 151643, 6))
        .containsExactly(128991, 96590, 77510, 40911, 46680, 6213);
  }

  @Test
  void drawsFollowOneAnother() {
    // rng(0); rng.integers(70, 131, 6); rng.integers(35, 66, 6); rng.integers(0, 151643, 6)
    NumpyGenerator rng = new NumpyGenerator(0);
    assertThat(rng.integers(70, 131, 6)).containsExactly(121, 108, 101, 86, 88, 72);
    assertThat(rng.integers(35, 66, 6)).containsExactly(37, 35, 40, 60, 55, 63);
    assertThat(rng.integers(0, 151643, 6))
        .containsExactly(76371, 91992, 147206, 110623, 95879, 82436);
  }

  @Test
  void bytesComeFourOfAWord() {
    // rng(0); rng.integers(0, 256, (1, 2, 3), dtype=np.uint8); rng.choice(3, p=[.5, .3, .2]);
    // rng.integers(0, 100, 3)
    NumpyGenerator rng = new NumpyGenerator(0);
    assertThat(bytes(rng, 4, 2)).containsExactly(95, 130, 194, 217, 207, 235);
    assertThat(rng.choice(new double[] {.5, .3, .2})).isZero();
    assertThat(rng.integers(0, 100, 3)).containsExactly(30, 4, 7);
  }

  @Test
  void halfAWordIsKeptOverNumbersOf64Bits() {
    // rng(9); rng.integers(0, 256, 3, dtype=np.uint8); rng.random();
    // rng.integers(0, 256, 5, dtype=np.uint8); rng.choice(4, p=[.1, .2, .3, .4]) 12 times;
    // rng.integers(0, 1000, 4); rng.choice(1, p=[1.0]); rng.random()
    NumpyGenerator rng = new NumpyGenerator(9);
    assertThat(bytes(rng, 1, 2)).containsExactly(33, 135, 234);
    assertThat(rng.random()).isEqualTo(0.28681720908755537);
    assertThat(bytes(rng, 5)).containsExactly(222, 166, 200, 222, 190);
    double[] weights = {.1, .2, .3, .4};
    assertThat(IntStream.range(0, 12).map(i -> rng.choice(weights)).toArray())
        .containsExactly(3, 3, 3, 3, 3, 0, 2, 2, 0, 0, 3, 3);
    assertThat(rng.integers(0, 1000, 4)).containsExactly(603, 348, 784, 960);
    assertThat(rng.choice(new double[] {1})).isZero();
    assertThat(rng.random()).isEqualTo(0.2991810731982467);
  }

  /** One call of NumPy's, in pieces. */
  private static int[] bytes(NumpyGenerator rng, int... sizes) {
    NumpyGenerator.Bytes call = rng.bytes();
    return IntStream.of(sizes)
        .flatMap(
            size -> {
              byte[] piece = new byte[size];
              call.fill(piece);
              return IntStream.range(0, size).map(i -> piece[i] & 0xFF);
            })
        .toArray();
  }

  @Test
  void numbersBetween0And1AreNumpys() {
    // rng(0); rng.random(3); rng.integers(0, 100, 1); rng.random()
    NumpyGenerator rng = new NumpyGenerator(0);
    assertThat(rng.random()).isEqualTo(0.6369616873214543);
    assertThat(rng.random()).isEqualTo(0.2697867137638703);
    assertThat(rng.random()).isEqualTo(0.04097352393619469);
    assertThat(rng.integers(0, 100, 1)).containsExactly(7);
    assertThat(rng.random()).isEqualTo(0.8132702392002724);
  }

  @Test
  void permutationsFollowOneAnother() {
    // rng(7); rng.permutation(9); rng.permutation(4); rng.integers(0, 100, 3)
    NumpyGenerator rng = new NumpyGenerator(7);
    assertThat(rng.permutation(9)).containsExactly(8, 0, 7, 1, 3, 6, 2, 4, 5);
    assertThat(rng.permutation(4)).containsExactly(1, 2, 0, 3);
    assertThat(rng.integers(0, 100, 3)).containsExactly(49, 82, 13);
    // rng(7).permutation(1000)
    assertThat(new NumpyGenerator(7).permutation(1000)).startsWith(816, 923, 151, 900, 213);
  }

  @Test
  void aNegativeSeedIsRefused() {
    assertThatThrownBy(() -> new NumpyGenerator(-1)).hasMessageContaining("seed");
  }
}
