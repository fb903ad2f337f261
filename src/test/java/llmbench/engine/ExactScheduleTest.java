// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExactScheduleTest {
  @Test
  void nothingExistsBeforeItIsDue() {
    ExactSchedule schedule = new ExactSchedule(100, 10, 3);
    assertThat(schedule.nextNanos()).isEqualTo(100);
    assertThat(schedule.advanceTo(99)).isZero();
    assertThat(schedule.advanceTo(100)).isEqualTo(1);
    assertThat(schedule.advanceTo(109)).isEqualTo(1);
    assertThat(schedule.advanceTo(110)).isEqualTo(2);
    assertThat(schedule.complete()).isFalse();
    assertThat(schedule.advanceTo(120)).isEqualTo(3);
    assertThat(schedule.complete()).isTrue();
  }

  @Test
  void beingLateDelaysNothingAfterIt() {
    ExactSchedule schedule = new ExactSchedule(100, 10, 10);
    assertThat(schedule.advanceTo(137)).isEqualTo(4);
    assertThat(schedule.nextNanos()).isEqualTo(140);
    assertThat(schedule.advanceTo(149)).isEqualTo(5);
    assertThat(schedule.nextNanos()).isEqualTo(150);
  }

  @Test
  void anAnswerHasNoMoreTokensThanItsLength() {
    ExactSchedule schedule = new ExactSchedule(100, 10, 2);
    assertThat(schedule.advanceTo(1_000_000)).isEqualTo(2);
    assertThat(schedule.complete()).isTrue();
  }

  @Test
  void withoutGapAllAreDueAtOnce() {
    assertThat(new ExactSchedule(100, 0, 7).advanceTo(100)).isEqualTo(7);
  }

  @Test
  void theClockMayWrapAround() {
    ExactSchedule schedule = new ExactSchedule(Long.MAX_VALUE - 5, 10, 3);
    assertThat(schedule.advanceTo(Long.MAX_VALUE - 6)).isZero();
    assertThat(schedule.advanceTo(Long.MAX_VALUE)).isEqualTo(1);
    assertThat(schedule.advanceTo(Long.MIN_VALUE + 4)).isEqualTo(2);
  }
}
