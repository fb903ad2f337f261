// SPDX-License-Identifier: Apache-2.0
package llmbench.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import llmbench.plan.Curve;
import llmbench.plan.Curve.Piece;
import llmbench.plan.RateProfile;
import llmbench.plan.RateProfile.Bursts;
import llmbench.random.NumpyLegacyRandom;
import org.junit.jupiter.api.Test;

class ProfileArrivalsTest {
  private static final double EQUAL = Double.POSITIVE_INFINITY;

  /** Up, level, a jump, down to nothing, silence, and up again: 135 + 20 + 50 + 0 + 30 arrivals. */
  private static final Curve STAGES =
      new Curve(
          List.of(
              new Piece(30, 0, 9),
              new Piece(10, 2, 2),
              new Piece(5, 20, 0),
              new Piece(7, 0, 0),
              new Piece(10, 1, 5)));

  private static NumpyLegacyRandom seed(long seed) {
    return new NumpyLegacyRandom(seed);
  }

  private static RateProfile profile(Piece... pieces) {
    return new RateProfile(new Curve(List.of(pieces)));
  }

  private static double[] seconds(Arrivals arrivals) {
    double[] seconds = new double[arrivals.size()];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = arrivals.seconds(i);
    }
    return seconds;
  }

  @Test
  void equalGapsFollowTheIntegral() {
    assertThat(seconds(ProfileArrivals.within(2, profile(new Piece(2, 2, 2)), EQUAL, seed(0))))
        .containsExactly(0.5, 1, 1.5, 2);
    // Λ = t²/2 up to 4 s, so arrival k comes at √(2k); then Λ = 8 + 4(t − 4).
    double[] ramp = seconds(ProfileArrivals.within(5, profile(new Piece(4, 0, 4)), EQUAL, seed(0)));
    assertThat(ramp).hasSize(12);
    for (int k = 1; k <= 12; k++) {
      assertThat(ramp[k - 1])
          .isCloseTo(k <= 8 ? Math.sqrt(2 * k) : 4 + (k - 8) / 4.0, within(1e-14));
    }
    // Down to 0: Λ = 4t − t²/2, so arrival k comes at 4 − √(16 − 2k).
    double[] down = seconds(ProfileArrivals.within(4, profile(new Piece(4, 4, 0)), EQUAL, seed(0)));
    assertThat(down).hasSize(8);
    for (int k = 1; k <= 8; k++) {
      assertThat(down[k - 1]).isCloseTo(4 - Math.sqrt(16 - 2 * k), within(1e-14));
    }
  }

  @Test
  void eachStageHasAsManyAsItsIntegral() {
    Arrivals arrivals = ProfileArrivals.within(62, new RateProfile(STAGES), EQUAL, seed(0));
    assertThat(arrivals.size()).isEqualTo(135 + 20 + 50 + 30);
    double rounding = 1e-9;
    assertThat(arrivals.until(30 + rounding)).isEqualTo(135);
    assertThat(arrivals.until(40 + rounding)).isEqualTo(155);
    assertThat(arrivals.until(45 + rounding)).isEqualTo(205);
    assertThat(arrivals.until(52 + rounding)).isEqualTo(205);
    assertThat(arrivals.until(62)).isEqualTo(235);
  }

  /** A sum that is a whole number but for rounding loses none: ten pieces of 0.1 s at 3/s. */
  @Test
  void roundingLosesNoArrival() {
    Piece tenth = new Piece(0.1, 3, 3);
    Curve rate = new Curve(Collections.nCopies(10, tenth));
    assertThat(ProfileArrivals.within(rate.seconds(), new RateProfile(rate), EQUAL, seed(0)).size())
        .isEqualTo(3);
    // Ten times 0.1 is a little less than 1.
    Curve less = new Curve(Collections.nCopies(10, new Piece(0.1, 1, 1)));
    assertThat(ProfileArrivals.within(less.seconds(), new RateProfile(less), EQUAL, seed(0)).size())
        .isEqualTo(1);
    // So is three times 0.7 than 2.1, where a fourth burst would follow.
    RateProfile bursts =
        new RateProfile(Curve.constant(0, 2.1), List.of(new Bursts(0, 2.1, 1, 0.7)));
    assertThat(ProfileArrivals.within(5, bursts, EQUAL, seed(0)).size()).isEqualTo(3);
    Curve ends = new Curve(List.of(new Piece(0.1, 3, 3), new Piece(0.7, 1, 1), new Piece(1, 2, 0)));
    assertThat(ProfileArrivals.within(ends.seconds(), new RateProfile(ends), EQUAL, seed(0)).size())
        .isEqualTo(2);
  }

  /** Means over 300 seeds of the counts of a Poisson process are those of the integral. */
  @Test
  void randomArrivalsHaveTheIntegralAsTheirMean() {
    double[] bounds = {0, 15, 30, 40, 45, 52, 62};
    double[] expected = {33.75, 101.25, 20, 50, 0, 30};
    double[] sums = new double[expected.length];
    double[] squares = new double[expected.length];
    int seeds = 300;
    for (int seed = 0; seed < seeds; seed++) {
      Arrivals arrivals = ProfileArrivals.within(62, new RateProfile(STAGES), 1, seed(seed));
      for (int i = 0; i < expected.length; i++) {
        int count = arrivals.until(bounds[i + 1]) - arrivals.until(bounds[i]);
        sums[i] += count;
        squares[i] += Math.pow(count - expected[i], 2);
      }
    }
    for (int i = 0; i < expected.length; i++) {
      double error = 4 * Math.sqrt(expected[i] / seeds);
      assertThat(sums[i] / seeds).as("stage %s", i).isCloseTo(expected[i], within(error));
      assertThat(squares[i] / seeds)
          .as("variance %s", i)
          .isCloseTo(expected[i], within(expected[i] * 0.35));
    }
  }

  @Test
  void theMeanRateIsTheAskedOneForEachShape() {
    for (double burstiness : new double[] {0.2, 1, 5, EQUAL}) {
      Arrivals arrivals =
          ProfileArrivals.within(
              10_000, new RateProfile(Curve.constant(10, 1)), burstiness, seed(7));
      double spread = 4 * Math.sqrt(100_000 / burstiness) + 1 / burstiness;
      assertThat((double) arrivals.size()).isCloseTo(100_000, within(spread));
    }
  }

  @Test
  void exactlySoManyComeAndInOrder() {
    for (double burstiness : new double[] {0.1, 1, 3, EQUAL}) {
      for (int count : new int[] {1, 134, 135, 136, 500}) {
        Arrivals arrivals =
            ProfileArrivals.first(count, new RateProfile(STAGES), burstiness, seed(count));
        assertThat(seconds(arrivals)).hasSize(count).isSorted();
      }
    }
    // 235 in the stages, then 5 a second are held.
    Arrivals held = ProfileArrivals.first(245, new RateProfile(STAGES), EQUAL, seed(0));
    assertThat(held.seconds(244)).isCloseTo(62 + 10 / 5.0, within(1e-9));
  }

  @Test
  void theSeedRepeats() {
    RateProfile profile = new RateProfile(STAGES);
    double[] once = seconds(ProfileArrivals.within(62, profile, 0.7, seed(4)));
    assertThat(seconds(ProfileArrivals.within(62, profile, 0.7, seed(4)))).isEqualTo(once);
    assertThat(seconds(ProfileArrivals.within(62, profile, 0.7, seed(5)))).isNotEqualTo(once);
    // The first of so many are the same arrivals.
    assertThat(seconds(ProfileArrivals.first(once.length, profile, 0.7, seed(4)))).isEqualTo(once);
  }

  @Test
  void burstsComeOnTopAtTheirInstants() {
    RateProfile profile =
        new RateProfile(
            new Curve(List.of(new Piece(10, 1, 1), new Piece(2.1, 0, 0), new Piece(1, 0, 0))),
            List.of(new Bursts(0, 10, 3, 4), new Bursts(10, 12.1, 2, 0.7)));
    Arrivals arrivals = ProfileArrivals.within(13.1, profile, EQUAL, seed(0));
    assertThat(seconds(arrivals))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b))
        .containsExactly(
            0, 0, 0, 1, 2, 3, 4, 4, 4, 4, 5, 6, 7, 8, 8, 8, 8, 9, 10, 10, 10, 10.7, 10.7, 11.4,
            11.4);
    assertThat(ProfileArrivals.first(8, profile, EQUAL, seed(0)).seconds(7)).isEqualTo(4);
    assertThat(ProfileArrivals.first(25, profile, EQUAL, seed(0)).size()).isEqualTo(25);
    assertThatThrownBy(() -> ProfileArrivals.first(26, profile, EQUAL, seed(0)))
        .isInstanceOf(TrafficException.class)
        .hasMessage(
            "num_prompts: expected as many as the stages bring before they end at a rate of 0,"
                + " 25, found 26; let the last stage keep a rate above 0");
    assertThat(ProfileArrivals.within(8, profile, EQUAL, seed(0)).until(8)).isEqualTo(14);
  }

  @Test
  void moreThanCanBeHeldIsRefused() {
    RateProfile profile = new RateProfile(Curve.constant(1e6, 1000));
    assertThatThrownBy(() -> ProfileArrivals.within(1000, profile, 1, seed(0)))
        .isInstanceOf(TrafficException.class)
        .hasMessageContaining("at most 100000000 arrivals");
  }

  @Test
  void aCurveKnowsItsLengthPeakAndEnd() {
    assertThat(STAGES.seconds()).isEqualTo(62);
    assertThat(STAGES.peak()).isEqualTo(20);
    assertThat(STAGES.last()).isEqualTo(5);
    assertThatThrownBy(() -> new Curve(List.of())).hasMessageContaining("at least one");
    assertThatThrownBy(() -> new Piece(0, 1, 1)).hasMessageContaining("seconds > 0");
    assertThatThrownBy(() -> new Piece(1, -1, 1)).hasMessageContaining("values >= 0");
    assertThatThrownBy(() -> new Piece(1, 1, Double.NaN)).hasMessageContaining("values >= 0");
    assertThatThrownBy(() -> new Bursts(3, 3, 1, 1)).hasMessageContaining("from < until");
    assertThatThrownBy(
            () -> new RateProfile(STAGES, List.of(new Bursts(0, 3, 1, 1), new Bursts(2, 4, 1, 1))))
        .hasMessageContaining("one after the other");
  }
}
