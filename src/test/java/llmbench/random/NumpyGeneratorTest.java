// SPDX-License-Identifier: Apache-2.0
package llmbench.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
