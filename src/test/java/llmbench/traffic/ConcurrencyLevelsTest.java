// SPDX-License-Identifier: Apache-2.0
package llmbench.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import llmbench.plan.Curve;
import llmbench.plan.Curve.Piece;
import org.junit.jupiter.api.Test;

class ConcurrencyLevelsTest {
  private static final long SECOND = 1_000_000_000L;

  /** 4; then 4 → 64 in a minute; then 2; then 2 → 0. */
  private final ConcurrencyLevels levels =
      new ConcurrencyLevels(
          new Curve(
              List.of(
                  new Piece(30, 4, 4),
                  new Piece(60, 4, 64),
                  new Piece(10, 2, 2),
                  new Piece(2, 2, 0))));

  @Test
  void aLevelIsTheCurveCutToAWholeNumber() {
    assertThat(levels.at(0)).isEqualTo(4);
    assertThat(levels.at(31 * SECOND - 1000)).isEqualTo(4);
    assertThat(levels.at(31 * SECOND)).isEqualTo(5);
    assertThat(levels.at(89 * SECOND)).isEqualTo(63);
    assertThat(levels.at(90 * SECOND)).isEqualTo(2);
    assertThat(levels.at(100 * SECOND + SECOND / 2)).isEqualTo(1);
    assertThat(levels.at(101 * SECOND + SECOND / 2)).isZero();
    assertThat(levels.at(500 * SECOND)).isZero();
    // 49 times 1/49 is a little less than 1.
    assertThat(new ConcurrencyLevels(new Curve(List.of(new Piece(49, 0, 49)))).at(SECOND))
        .isEqualTo(1);
    assertThat(levels.endNanos()).isEqualTo(102 * SECOND);
    // 64 is reached only where the next stage begins.
    assertThat(levels.at(90 * SECOND - 1)).isEqualTo(63);
    assertThat(levels.peak()).isEqualTo(63);
  }

  @Test
  void aUserIsToldWhenToGoOn() {
    assertThat(levels.nextAtLeast(4, 7)).isEqualTo(7);
    assertThat(levels.nextAtLeast(5, 7)).isBetween(31 * SECOND - 2, 31 * SECOND);
    assertThat(levels.nextAtLeast(63, 0)).isBetween(89 * SECOND - 2, 89 * SECOND);
    assertThat(levels.nextAtLeast(2, 92 * SECOND)).isEqualTo(92 * SECOND);
    assertThat(levels.nextAtLeast(3, 92 * SECOND)).isEqualTo(-1);
    assertThat(levels.nextAtLeast(65, 0)).isEqualTo(-1);
    assertThat(levels.nextAtLeast(1, 600 * SECOND)).isEqualTo(-1);
    ConcurrencyLevels held = new ConcurrencyLevels(new Curve(List.of(new Piece(5, 1, 7))));
    assertThat(held.nextAtLeast(7, 0)).isBetween(5 * SECOND - 2, 5 * SECOND);
    assertThat(held.nextAtLeast(7, 9 * SECOND)).isEqualTo(9 * SECOND);
    assertThat(held.at(9 * SECOND)).isEqualTo(7);
    assertThat(held.peak()).isEqualTo(7);
    ConcurrencyLevels pause =
        new ConcurrencyLevels(
            new Curve(List.of(new Piece(1, 3, 3), new Piece(2, 0, 0), new Piece(1, 3, 3))));
    assertThat(pause.nextAtLeast(1, SECOND)).isEqualTo(3 * SECOND);
  }

  /** The instant told is the first one: the level is reached there and not before. */
  @Test
  void theInstantIsTheFirst() {
    for (int level = 1; level <= 65; level++) {
      for (long from = 0; from < 105 * SECOND; from += 1_234_567_891L) {
        long next = levels.nextAtLeast(level, from);
        if (next < 0) {
          for (long t = from; t < 105 * SECOND; t += 777_777_777L) {
            assertThat(levels.at(t)).isLessThan(level);
          }
        } else {
          assertThat(levels.at(next)).isGreaterThanOrEqualTo(level);
          if (next > from) {
            assertThat(levels.at(next - 1)).isLessThan(level);
            assertThat(levels.at(from)).isLessThan(level);
          }
        }
      }
    }
  }
}
