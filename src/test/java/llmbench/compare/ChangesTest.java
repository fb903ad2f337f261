// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import llmbench.compare.Change.Ends;
import org.junit.jupiter.api.Test;

class ChangesTest {
  @Test
  void severalRunsAreComparedByWelchsTestOfTheirLogarithms() {
    // By hand: logs 0, 0.2 (mean 0.1, variance 0.02) and 1, 1.1, 1.2 (mean 1.1, variance 0.01).
    // Error² = 0.02 / 2 + 0.01 / 3 = 0.0133333; freedom = error⁴ / (0.01² + 0.0033333² / 2) =
    // 1.684211; t(0.975, 1.684211) = 5.2258 lies between t(2) = 4.303 and t(1) = 12.706.
    Change change =
        Changes.of(bare(1, Math.exp(0.2)), bare(Math.exp(1), Math.exp(1.1), Math.exp(1.2)));
    assertThat(change.point()).isCloseTo(1.0, within(1e-12));
    Ends ends = change.span().at(0.05);
    assertThat((ends.low() + ends.high()) / 2).isCloseTo(1.0, within(1e-9));
    double t = (ends.high() - 1) / Math.sqrt(0.02 / 2 + 0.01 / 3);
    assertThat(t).isBetween(4.303, 12.706);
    assertThat(change.basis()).isEqualTo("runs");
  }

  @Test
  void asManyRunsAlikeHaveStudentsDegreesOfFreedom() {
    // Equal variances 0.01 of two runs each: error² = 0.01, freedom 2, t(0.975, 2) = 4.302653.
    double d = Math.sqrt(0.005);
    Change change =
        Changes.of(bare(Math.exp(-d), Math.exp(d)), bare(Math.exp(0.5 - d), Math.exp(0.5 + d)));
    assertThat(change.span().at(0.05).high()).isCloseTo(0.5 + 0.4302653, within(1e-6));
  }

  @Test
  void pairsOfRunsAreComparedByStudentsTestOfTheirRatios() {
    // Logs of B / A: 0.1, 0.2, 0.3, however far the pairs lie apart: mean 0.2, variance 0.01,
    // error 0.1 / √3, t(0.975, 2) = 4.302653.
    Change change =
        Changes.ofPairs(
            bare(1, 10, 100), bare(Math.exp(0.1), 10 * Math.exp(0.2), 100 * Math.exp(0.3)));
    assertThat(change.point()).isCloseTo(0.2, within(1e-12));
    assertThat(change.span().at(0.05).high())
        .isCloseTo(0.2 + 4.302653 * 0.1 / Math.sqrt(3), within(1e-6));
    assertThat(change.basis()).isEqualTo("pairs of runs");
    assertThat(Changes.ofPairs(bare(1, 0), bare(1, 2)).known()).isFalse();
  }

  @Test
  void aSingleRunBorrowsTheSpreadOfTheOtherSide() {
    // Variance 0.01 of three runs: error² = 0.01 × (1 + 1 / 3), freedom 2.
    Change change = Changes.of(bare(1), bare(Math.exp(0.4), Math.exp(0.5), Math.exp(0.6)));
    double half = 4.302653 * Math.sqrt(0.01 * 4 / 3);
    assertThat(change.span().at(0.05).low()).isCloseTo(0.5 - half, within(1e-6));
  }

  @Test
  void figuresAloneOfSingleRunsTellNothing() {
    Change change = Changes.of(bare(1), bare(2));
    assertThat(change.known()).isFalse();
    assertThat(change.span().at(0.5)).isEqualTo(Ends.NONE);
    assertThat(change.percent(change.point())).isCloseTo(100, within(1e-9));
  }

  @Test
  void failuresAreComparedByNewcombesMethod() {
    // Newcombe (1998), table II, contrast (a): 56/70 − 48/80, method 10: 0.0524 to 0.3339.
    Change change =
        Changes.of(
            List.of(new Estimate.Share(48, 80, 80)), List.of(new Estimate.Share(56, 70, 70)));
    Ends ends = change.span().at(0.05);
    assertThat(ends.low()).isCloseTo(0.0524, within(5e-5));
    assertThat(ends.high()).isCloseTo(0.3339, within(5e-5));
  }

  @Test
  void aPercentileWithoutAnUpperEndCanNotBeToldToHaveFallen() {
    double[] few = new double[50];
    Arrays.setAll(few, i -> 1 + i / 50.0);
    Estimate p99 = new Estimate.Ranked(1.9, few, 1, 0.99, 50, Double.POSITIVE_INFINITY);
    Ends ends = Changes.of(List.of(p99), List.of(p99)).span().at(0.05);
    assertThat(ends.high()).isInfinite();
    assertThat(ends.low()).isInfinite();
  }

  @Test
  void aRateThatFellToNothingIsAHundredPerCentLess() {
    Change change =
        Changes.of(List.of(new Estimate.Smooth(5, 0.02, 19)), List.of(new Estimate.Absent(100)));
    assertThat(change.percent(change.point())).isEqualTo(-100);
    Ends ends = change.span().at(0.05);
    // At most 3.69 events in 100 s (Poisson, 2.5 %), against 5 a second.
    assertThat(change.percent(ends.high())).isBetween(-99.5, -99.0);
  }

  @Test
  void intervalsAreWiderAtHigherConfidence() {
    Change change =
        Changes.of(
            List.of(new Estimate.Smooth(5, 0.02, 19)), List.of(new Estimate.Smooth(6, 0.03, 9)));
    assertThat(change.span().at(0.001).low()).isLessThan(change.span().at(0.05).low());
    assertThat(change.span().at(0.001).high()).isGreaterThan(change.span().at(0.05).high());
  }

  private static List<Estimate> bare(double... values) {
    return Arrays.stream(values).<Estimate>mapToObj(Estimate.Bare::new).toList();
  }
}
