// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TimelineTallyTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void requestsInFlightAreAveragedByTime() {
    TimelineTally tally = new TimelineTally();
    tally.began(0);
    tally.ended(3 * SECOND);
    tally.began(SECOND + SECOND / 2);
    tally.ended(2 * SECOND);
    Timeline timeline = tally.timeline(0, 4 * SECOND, 4, 0);
    assertThat(timeline.step()).isCloseTo(1, within(0.01));
    assertThat(timeline.flight()[0]).isEqualTo(1);
    assertThat(timeline.flight()[1]).isCloseTo(1.5, within(0.01));
    assertThat(timeline.flight()[2]).isCloseTo(1, within(0.01));
    assertThat(timeline.flight()[3]).isCloseTo(0, within(0.01));
  }

  @Test
  void tokensAndAreaAreTheSameHoweverLongItLasts() {
    TimelineTally tally = new TimelineTally();
    for (int hour = 0; hour < 48; hour++) {
      long at = hour * 3600L * SECOND + 123_456_789;
      tally.began(at);
      tally.tokens(at + SECOND, 7);
      tally.ended(at + 600 * SECOND);
    }
    long end = 48 * 3600L * SECOND;
    Timeline timeline = tally.timeline(0, end, 240, 0);
    assertThat(timeline.tokens().length).isLessThanOrEqualTo(240);
    double step = timeline.step();
    assertThat(Arrays.stream(timeline.tokens()).sum() * step).isCloseTo(48 * 7, within(1.0));
    assertThat(Arrays.stream(timeline.flight()).sum() * step).isCloseTo(48 * 600, within(30.0));
  }

  @Test
  void aRequestIsAsLongAsItWasWhenStretchesHaveBecomeLonger() {
    TimelineTally tally = new TimelineTally();
    long end = (1L << 17) * 1_000_000 - 1;
    tally.began(0); // in the first half of its stretch however long that is,
    tally.ended(end); // and this in the second one
    tally.tokens(36_000 * SECOND, 1);
    Timeline timeline = tally.timeline(0, 36_000 * SECOND, 240, 0);
    double seconds = Arrays.stream(timeline.flight()).sum() * timeline.step();
    assertThat(seconds).isCloseTo(end / 1e9, within(1e-6));
  }

  @Test
  void timesCountFromTheCasesBeginning() {
    TimelineTally tally = new TimelineTally();
    tally.began(10 * SECOND);
    tally.ended(11 * SECOND);
    Timeline timeline = tally.timeline(10 * SECOND, 11 * SECOND, 10, 10 * SECOND);
    assertThat(timeline.from()).isZero();
    assertThat(timeline.flight()[0]).isEqualTo(1);
    assertThat(new TimelineTally().timeline(5, 5, 10, 5)).isSameAs(Timeline.NONE);
  }
}
