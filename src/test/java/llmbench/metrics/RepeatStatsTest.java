// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatStatsTest {
  /** t(0.975, 4) = 2.7764451051977987, as in any table of Student's t. */
  @Test
  void fiveValues() {
    RepeatStats stats = RepeatStats.of(List.of(10.1, 9.8, 10.4, 10.0, 9.7));
    assertThat(stats.runs()).isEqualTo(5);
    assertThat(stats.mean()).isCloseTo(10.0, within(1e-12));
    assertThat(stats.std()).isCloseTo(0.2738612787525832, within(1e-12));
    assertThat(stats.cv()).isCloseTo(0.02738612787525832, within(1e-12));
    assertThat(stats.halfWidth()).isCloseTo(0.3400436903291286, within(1e-9));
    assertThat(stats.within(0.0341)).isTrue();
    assertThat(stats.within(0.0340)).isFalse();
  }

  /** t(0.975, 1) = 12.706204736432095. */
  @Test
  void twoValues() {
    RepeatStats stats = RepeatStats.of(List.of(-1.0, -3.0));
    assertThat(stats.mean()).isEqualTo(-2);
    assertThat(stats.cv()).isCloseTo(Math.sqrt(2) / 2, within(1e-12));
    assertThat(stats.halfWidth()).isCloseTo(12.706204736432095, within(1e-8));
    assertThat(stats.within(6.4)).isTrue();
    assertThat(stats.within(6.3)).isFalse();
  }

  @Test
  void oneValueHasNoSpread() {
    assertThat(RepeatStats.of(List.of(5.0))).isEqualTo(new RepeatStats(1, 5, null, null, null));
    assertThat(RepeatStats.of(List.of(5.0)).within(1000)).isFalse();
  }

  @Test
  void aMeanOfZeroHasNoCoefficientOfVariation() {
    assertThat(RepeatStats.of(List.of(0.0, 0.0, 0.0)))
        .isEqualTo(new RepeatStats(3, 0, 0.0, null, 0.0));
    assertThat(RepeatStats.of(List.of(-1.0, 1.0)).cv()).isNull();
  }

  @Test
  void noValueIsAMistake() {
    assertThatThrownBy(() -> RepeatStats.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
