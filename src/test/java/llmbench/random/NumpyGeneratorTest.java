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
  void aNegativeSeedIsRefused() {
    assertThatThrownBy(() -> new NumpyGenerator(-1)).hasMessageContaining("seed");
  }
}
