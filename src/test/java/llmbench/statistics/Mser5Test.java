// SPDX-License-Identifier: Apache-2.0
package llmbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Mser5Test {

  @Test
  void cutsARampAndLittleMore() {
    Random random = new Random(5);
    int near = 0;
    for (int trial = 0; trial < 200; trial++) {
      double[] values = Series.autoregressive(random, 600, 0.4);
      for (int i = 0; i < 100; i++) {
        values[i] -= 10 * (100 - i) / 100.0;
      }
      int cut = Mser5.truncation(values);
      assertThat(cut).isGreaterThanOrEqualTo(70);
      near += cut <= 150 ? 1 : 0;
    }
    assertThat(near).isGreaterThan(150);
  }

  @Test
  void cutsNothingFromWhatIsConstant() {
    double[] values = new double[100];
    Arrays.fill(values, 0.1);
    assertThat(Mser5.truncation(values)).isZero();
  }

  @Test
  void neverCutsMoreThanHalf() {
    double[] values = new double[100];
    for (int i = 0; i < 100; i++) {
      values[i] = i < 90 ? i : 90;
    }
    assertThat(Mser5.truncation(values)).isEqualTo(50);
    assertThat(Mser5.truncation(new double[] {9, 1, 1, 1})).isZero();
  }

  @Test
  void smallestErrorAsByHand() {
    // Batches of five equal values: 9, 1, 1, 2. Cut 0: 44.75/16; cut 1: 0.667/9; cut 2: 0.5/4.
    double[] values = new double[20];
    double[] levels = {9, 1, 1, 2};
    for (int i = 0; i < 20; i++) {
      values[i] = levels[i / 5];
    }
    assertThat(Mser5.truncation(values)).isEqualTo(5);
  }
}
