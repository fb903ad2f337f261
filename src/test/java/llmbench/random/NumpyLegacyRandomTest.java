// SPDX-License-Identifier: Apache-2.0
package llmbench.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Known answers from numpy 2.3.5; {@code n = np.random.RandomState(seed)}. */
class NumpyLegacyRandomTest {

  /**
   * {@code n.randint(0, 1000, size=6); n.randint(0, 1, size=3); n.randint(5, 151669, size=4);
   * n.permutation(12); n.random_sample()}.
   */
  @Test
  void drawsAreNumpys() {
    NumpyLegacyRandom zero = new NumpyLegacyRandom(0);
    assertThat(zero.integers(1000, 6)).containsExactly(684, 559, 629, 192, 835, 763);
    assertThat(zero.integers(1, 3)).containsExactly(0, 0, 0);
    assertThat(zero.integers(151_664, 4))
        .containsExactly(95_944 - 5, 97_644 - 5, 41_998 - 5, 122_584 - 5);
    assertThat(zero.permutation(12)).containsExactly(3, 11, 1, 10, 9, 8, 0, 6, 7, 4, 2, 5);
    assertThat(zero.random()).isEqualTo(0.8121687287754932);

    NumpyLegacyRandom last = new NumpyLegacyRandom(4_294_967_295L);
    assertThat(last.integers(1000, 6)).containsExactly(419, 290, 12, 71, 948, 576);
    assertThat(last.integers(1, 3)).containsExactly(0, 0, 0);
    assertThat(last.integers(151_664, 4))
        .containsExactly(100_996 - 5, 14_448 - 5, 52_768 - 5, 108_987 - 5);
    assertThat(last.permutation(12)).containsExactly(2, 8, 3, 0, 4, 9, 10, 1, 5, 6, 11, 7);
    assertThat(last.random()).isEqualTo(0.4898871547605784);
  }

  /**
   * What {@code golden/traffic/make_arrivals.py} drew in this order from one generator a seed.
   * Where C's library does not give the nearest double, a number is numpy's neighbour.
   */
  @Test
  void distributionsAreNumpys() throws IOException {
    Map<String, NumpyLegacyRandom> generators = new HashMap<>();
    int neighbours = 0;
    int drawn = 0;
    for (String line :
        Files.readAllLines(Path.of("src/test/resources/golden/traffic/gammas.txt"))) {
      String[] cells = line.split(" ", -1);
      NumpyLegacyRandom random =
          generators.computeIfAbsent(cells[0], seed -> new NumpyLegacyRandom(Long.parseLong(seed)));
      double ours =
          switch (cells[1]) {
            case "gamma" ->
                random.gamma(Double.parseDouble(cells[2]), Double.parseDouble(cells[3]));
            case "exponential" -> random.standardExponential();
            case "normal" -> random.standardNormal();
            default -> random.random();
          };
      double numpys = Double.parseDouble(cells[4]);
      drawn++;
      neighbours += ours == numpys ? 0 : 1;
      assertThat(ours).as(line).isCloseTo(numpys, within(2 * Math.ulp(numpys)));
    }
    assertThat(drawn).isEqualTo(1050);
    assertThat(neighbours).isLessThanOrEqualTo(5);
  }

  @Test
  void aGammaWithoutAMeaningIsRefused() {
    NumpyLegacyRandom random = new NumpyLegacyRandom(0);
    assertThatThrownBy(() -> random.gamma(0, 1)).hasMessageContaining("shape > 0");
    assertThatThrownBy(() -> random.gamma(Double.NaN, 1)).hasMessageContaining("shape > 0");
    assertThatThrownBy(() -> random.gamma(1, -1)).hasMessageContaining("scale >= 0");
  }

  @Test
  void aSeedBeyond32BitsIsRefused() {
    assertThatThrownBy(() -> new NumpyLegacyRandom(4_294_967_296L)).hasMessageContaining("seed");
    assertThatThrownBy(() -> new NumpyLegacyRandom(-1)).hasMessageContaining("seed");
  }
}
