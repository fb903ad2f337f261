// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurvesTest {
  @Test
  void theKneeIsFarthestAboveTheLineBetweenTheEnds() {
    // The paper's figure 2: y = -1 / x + 5 from 0.1 to 1 has its knee near 0.3 (y - x is largest
    // where the scaled slope is 1: at √0.1 = 0.316).
    List<LoadPoint> curve = new ArrayList<>();
    for (int i = 0; i <= 9; i++) {
      double x = 0.1 + i / 10.0;
      curve.add(0, new LoadPoint(x, -1 / x + 5));
    }
    assertThat(Knee.of(curve)).isEqualTo(curve.get(7));
    assertThat(curve.get(7).x()).isEqualTo(0.1 + 0.2);
  }

  @Test
  void theUnitsDoNotMatter() {
    List<LoadPoint> curve = curve(10, 100, 20, 190, 40, 220, 100, 240);
    assertThat(Knee.of(curve)).isEqualTo(new LoadPoint(20, 190));
    assertThat(Knee.of(curve(0.01, 1e5, 0.02, 1.9e5, 0.04, 2.2e5, 0.1, 2.4e5)))
        .isEqualTo(new LoadPoint(0.02, 1.9e5));
  }

  @Test
  void withoutABendThereIsNoKnee() {
    assertThat(Knee.of(List.of())).isNull();
    assertThat(Knee.of(curve(1, 1, 2, 5))).isNull();
    assertThat(Knee.of(curve(1, 1, 1, 5, 2, 6))).isNull();
    assertThat(Knee.of(curve(1, 10, 2, 20, 3, 30))).isNull();
    assertThat(Knee.of(curve(1, 10, 2, 11, 3, 30))).isNull();
    assertThat(Knee.of(curve(1, 10, 2, 10, 3, 10))).isNull();
    assertThat(Knee.of(curve(1, 10, 2, 9, 3, 2))).isNull();
  }

  @Test
  void ofOneLatencyTheMostThroughputCounts() {
    assertThat(Knee.of(curve(1, 0, 2, 5, 2, 8, 5, 10))).isEqualTo(new LoadPoint(2, 8));
  }

  @Test
  void theFrontHasWhatNothingBeats() {
    assertThat(ParetoFront.of(curve(50, 100, 40, 300, 45, 200, 30, 250, 20, 400)))
        .containsExactly(0, 2, 1, 4);
    assertThat(ParetoFront.of(List.of())).isEmpty();
    assertThat(ParetoFront.of(curve(1, 1))).containsExactly(0);
  }

  @Test
  void tiesAreBeatenUnlessTheyAreEqualInBoth() {
    assertThat(ParetoFront.of(curve(50, 100, 40, 100))).containsExactly(0);
    assertThat(ParetoFront.of(curve(50, 100, 50, 90))).containsExactly(0);
    assertThat(ParetoFront.of(curve(50, 100, 50, 100, 10, 5))).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void aPointIsPerUserAndPerGpu() {
    assertThat(ParetoFront.point(800, 16, 4)).isEqualTo(new LoadPoint(50, 200));
    assertThat(ParetoFront.point(800, 0, 1)).isNull();
    assertThat(ParetoFront.point(800, Double.POSITIVE_INFINITY, 1)).isNull();
    assertThat(ParetoFront.point(800, Double.NaN, 1)).isNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ParetoFront.point(800, 1, 0))
        .withMessageContaining("found 0");
  }

  private static List<LoadPoint> curve(double... coordinates) {
    List<LoadPoint> points = new ArrayList<>();
    for (int i = 0; i < coordinates.length; i += 2) {
      points.add(new LoadPoint(coordinates[i], coordinates[i + 1]));
    }
    return points;
  }
}
