// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlightSweepTest {

  @Test
  void meansAndPeaksOfEachWindowAsByHand() {
    // In flight: 1 in [0, 10), 3 in [10, 20), 2 in [20, 30), none in [30, 40), 1 in [40, 50).
    FlightSweep flight = flight(0, 30, 10, 20, 10, 30, 40, 50);
    Windows windows = new Windows(0, 50, 20);

    assertThat(flight.means(windows)).containsExactly(2, 1, 1);
    assertThat(flight.peaks(windows)).containsExactly(3, 2, 1);
    assertThat(flight.peak()).isEqualTo(3);
    assertThat(flight.firstReached(2)).isEqualTo(10);
    assertThat(flight.firstReached(9)).isEqualTo(50);
    assertThat(flight.lastStart()).isEqualTo(40);
    assertThat(flight.endOfThoseSentBy(9)).isEqualTo(30);
  }

  @Test
  void quantileIsByTime() {
    // 0 for 10, 1 for 20, 2 for 10, 3 for 10 of 50.
    FlightSweep flight = flight(0, 30, 10, 20, 10, 30, 40, 50);
    assertThat(flight.quantile(0.2)).isZero();
    assertThat(flight.quantile(0.6)).isEqualTo(1);
    assertThat(flight.quantile(0.75)).isEqualTo(2);
    assertThat(flight.quantile(1)).isEqualTo(3);
  }

  @Test
  void refilledSlotCountsOnceAndATryWithoutLengthTakesNoTime() {
    FlightSweep flight = flight(0, 10, 10, 20, 20, 20, 20, 30);
    assertThat(flight.peak()).isEqualTo(1);
    assertThat(flight.means(Windows.one(0, 30))).containsExactly(1);
    assertThat(flight(5, 5).peak()).isEqualTo(1);
    assertThat(flight(5, 5).quantile(0.75)).isZero();
    assertThat(new FlightSweep().peak()).isZero();
  }

  private static FlightSweep flight(long... startsAndEnds) {
    FlightSweep flight = new FlightSweep();
    for (int i = 0; i < startsAndEnds.length; i += 2) {
      flight.add(startsAndEnds[i], startsAndEnds[i + 1]);
    }
    return flight;
  }
}
