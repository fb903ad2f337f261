// SPDX-License-Identifier: Apache-2.0
package llmbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HolmTest {
  @Test
  void eachStepIsJudgedAmongThoseThatAreLeft() {
    // Holm by hand at 5 %: 0.01 <= 0.05 / 4, 0.013 <= 0.05 / 3, 0.03 > 0.05 / 2: two rejected.
    double[] p = {0.03, 0.01, 0.04, 0.013};
    double[] levels = Holm.levels(4, 0.05, (i, level) -> p[i] <= level);
    assertThat(levels).containsExactly(0.025, 0.0125, 0.025, 0.05 / 3);
  }

  @Test
  void rejectsWhatTheOrderOfPValuesRejects() {
    Random random = new Random(5);
    for (int trial = 0; trial < 200; trial++) {
      double[] p = random.doubles(8).map(x -> x * x * x).toArray();
      double[] levels = Holm.levels(p.length, 0.05, (i, level) -> p[i] <= level);
      double[] sorted = p.clone();
      Arrays.sort(sorted);
      int rejected = 0;
      while (rejected < p.length && sorted[rejected] <= 0.05 / (p.length - rejected)) {
        rejected++;
      }
      int ours = 0;
      for (int i = 0; i < p.length; i++) {
        ours += p[i] <= levels[i] ? 1 : 0;
      }
      assertThat(ours).isEqualTo(rejected);
    }
  }

  @Test
  void noQuestionHasNoLevel() {
    assertThat(Holm.levels(0, 0.05, (i, level) -> true)).isEmpty();
  }
}
