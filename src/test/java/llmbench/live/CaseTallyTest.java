// SPDX-License-Identifier: Apache-2.0
package llmbench.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import llmbench.recording.ChunkKind;
import llmbench.recording.Outcome;
import llmbench.recording.RecordTimes;
import llmbench.recording.RequestAbout;
import org.junit.jupiter.api.Test;

class CaseTallyTest {
  private static final long SECOND = 1_000_000_000L;

  private long now;

  private CaseTally tally(int total, Duration duration) {
    return new CaseTally("case", total, duration, () -> now);
  }

  private CaseTally tally(int total) {
    return new CaseTally("case", total, null, () -> now);
  }

  @Test
  void figuresBeforeTheFirstEndAreZeroAndUnknown() {
    CaseSoFar so = tally(4).now();
    assertThat(so.done()).isZero();
    assertThat(so.requestRate()).isZero();
    assertThat(so.fraction()).isZero();
    assertThat(so.etaSeconds()).isNaN();
    assertThat(so.ttftP50Millis()).isNaN();
  }

  @Test
  void ratesCountFromTheBeginningOfTheLoad() {
    CaseTally tally = tally(4);
    now = 100 * SECOND;
    tally.begins(now);
    tally.ended(LiveRecords.completed(50, 60, 70));
    now += 2 * SECOND;
    CaseSoFar so = tally.now();
    assertThat(so.seconds()).isEqualTo(2);
    assertThat(so.requestRate()).isEqualTo(0.5);
    assertThat(so.tokenRate()).isEqualTo(1.5);
    assertThat(so.fraction()).isEqualTo(0.25);
    assertThat(so.etaSeconds()).isEqualTo(6);
  }

  @Test
  void percentilesAreOfAllThatEndedSoFarNotOfTheLastInterval() {
    CaseTally tally = tally(1000);
    for (int ms = 1; ms <= 99; ms++) {
      tally.ended(LiveRecords.completed(ms, 200));
    }
    assertThat(tally.now().ttftP50Millis()).isCloseTo(50, within(0.05));
    tally.ended(LiveRecords.completed(1000, 2000));
    CaseSoFar so = tally.now();
    assertThat(so.ttftP50Millis()).isCloseTo(50, within(0.05));
    assertThat(so.ttftP99Millis()).isCloseTo(99, within(0.1));
  }

  @Test
  void failuresCancellationsAndTriesAreTold() {
    CaseTally tally = tally(10);
    tally.ended(LiveRecords.ended(Outcome.HTTP_ERROR, false));
    tally.ended(LiveRecords.ended(Outcome.HTTP_ERROR, true));
    tally.ended(LiveRecords.ended(Outcome.CANCELLED, true));
    tally.ended(LiveRecords.completed(5, 6));
    CaseSoFar so = tally.now();
    assertThat(so.done()).isEqualTo(3);
    assertThat(so.failed()).isEqualTo(1);
    assertThat(so.cancelled()).isEqualTo(1);
    assertThat(so.inputTokens()).isEqualTo(30);
    assertThat(so.outputTokens()).isEqualTo(2);
  }

  @Test
  void aCaseOfSomeLengthIsOverWhenItsTimeIs() {
    CaseTally tally = tally(10, Duration.ofSeconds(8));
    tally.ended(LiveRecords.completed(5, 6));
    now = 2 * SECOND;
    assertThat(tally.now().fraction()).isEqualTo(0.25);
    assertThat(tally.now().etaSeconds()).isEqualTo(6);
    now = 9 * SECOND;
    assertThat(tally.now().fraction()).isEqualTo(1);
    assertThat(tally.now().etaSeconds()).isZero();
  }

  @Test
  void timesOfARecordAreThoseOfTheResult() {
    RecordTimes times = RecordTimes.of(LiveRecords.completed(50, 60, 90));
    assertThat(times).isEqualTo(new RecordTimes(50_000_000, 20_000_000, 90_000_000, 1_000_000));
    List<Long> gaps = new ArrayList<>();
    RecordTimes.gaps(LiveRecords.completed(50, 60, 90), gaps::add);
    assertThat(gaps).containsExactly(10_000_000L, 30_000_000L);
  }

  @Test
  void chunksWithoutOutputAndWholeAnswersHaveNoFirstToken() {
    byte[] kinds = {ChunkKind.EMPTY, ChunkKind.OUTPUT, ChunkKind.FINISH};
    assertThat(
            RecordTimes.of(
                LiveRecords.of(Outcome.COMPLETED, true, RequestAbout.NONE, kinds, 1, 7, 9)))
        .extracting(RecordTimes::ttft, RecordTimes::e2el)
        .containsExactly(7_000_000L, 7_000_000L);
    byte[] whole = {ChunkKind.WHOLE};
    assertThat(
            RecordTimes.of(LiveRecords.of(Outcome.COMPLETED, true, RequestAbout.NONE, whole, 30)))
        .isEqualTo(new RecordTimes(RecordTimes.NONE, RecordTimes.NONE, 30_000_000, 1_000_000));
    byte[] output = {ChunkKind.OUTPUT};
    assertThat(RecordTimes.of(LiveRecords.of(Outcome.CUT, true, RequestAbout.NONE, output, 30)))
        .isEqualTo(
            new RecordTimes(RecordTimes.NONE, RecordTimes.NONE, RecordTimes.NONE, 1_000_000));
  }

  @Test
  void timeThatACapHeldARequestBackIsNoLag() {
    RequestAbout held = RequestAbout.NONE.withReleased(900_000);
    assertThat(RecordTimes.of(LiveRecords.of(Outcome.CUT, true, held, new byte[0])).lag())
        .isEqualTo(100_000);
  }
}
