// SPDX-License-Identifier: Apache-2.0
package llmbench.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RoundedMathTest {
  private final RoundedMath math = new RoundedMath();

  /** By 80 digits: {@code golden/traffic/make_arrivals.py}. */
  @Test
  void theNearestDoubleIsTaken() throws IOException {
    for (String line :
        Files.readAllLines(Path.of("src/test/resources/golden/traffic/rounded.txt"))) {
      String[] cells = line.split(" ", -1);
      double x = Double.parseDouble(cells[0]);
      assertThat(math.log(x)).as(line).isEqualTo(Double.parseDouble(cells[1]));
      assertThat(math.pow(x, Double.parseDouble(cells[2])))
          .as(line)
          .isEqualTo(Double.parseDouble(cells[3]));
    }
  }

  @Test
  void theEdgesAreThoseOfMath() {
    for (double x :
        new double[] {0, -0.0, -1, 1, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE}) {
      assertThat(math.log(x)).isEqualTo(Double.valueOf(Math.log(x)));
      for (double y : new double[] {0, 1, 2, -1, 0.5, Double.NaN, Double.POSITIVE_INFINITY}) {
        assertThat(math.pow(x, y)).as(x + " to the " + y).isEqualTo(Double.valueOf(Math.pow(x, y)));
      }
    }
    assertThat(math.pow(10, 400)).isInfinite();
    assertThat(math.pow(10, -400)).isZero();
  }
}
