// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import llmbench.recording.Outcome;
import llmbench.recording.Phase;
import llmbench.recording.RequestAbout;
import llmbench.recording.RequestRecord;
import llmbench.recording.TokenSource;
import llmbench.servermetrics.CaseWork;
import org.junit.jupiter.api.Test;

class WorkTallyTest {
  private static final long MILLI = 1_000_000;

  private final WorkTally tally = new WorkTally();

  /** Sent at 0 ms, chunks each 10 ms from 20 on, ended at 100. */
  private static RequestRecord record(String kinds, Outcome outcome) {
    return record(kinds, outcome, RequestAbout.NONE);
  }

  private static RequestRecord record(String kinds, Outcome outcome, RequestAbout about) {
    long[] at = new long[kinds.length()];
    for (int i = 0; i < at.length; i++) {
      at[i] = (20 + 10L * i) * MILLI;
    }
    return new RequestRecord(
        0,
        0,
        true,
        "id",
        0,
        0,
        10 * MILLI,
        100 * MILLI,
        at,
        kinds.getBytes(US_ASCII),
        100,
        8,
        100,
        TokenSource.USAGE,
        8,
        TokenSource.USAGE,
        outcome,
        200,
        null,
        "length",
        -1,
        null,
        MILLI,
        -1,
        new int[0],
        about);
  }

  private static RequestRecord beside(Phase phase) {
    return record("oo", Outcome.COMPLETED, RequestAbout.NONE.withPhase(phase));
  }

  @Test
  void whatHadEndedWhenTheServersCountsBeganIsNotAmongThem() {
    tally.add(record("oo", Outcome.CANCELLED));
    tally.addBeside(beside(Phase.WARMUP));
    tally.addBeside(beside(Phase.COOLDOWN));
    assertThat(tally.work(3).warmups()).isEqualTo(5);
    assertThat(requireNonNull(tally.cancelled()).received()).isEqualTo(24);

    tally.countsFrom(100 * MILLI);
    assertThat(tally.work(3).warmups()).as("the cool-down alone").isEqualTo(1);
    assertThat(requireNonNull(tally.cancelled()).received()).isEqualTo(16);

    tally.countsFrom(99 * MILLI);
    assertThat(tally.work(3).warmups()).as("it was under way").isEqualTo(2);
  }

  @Test
  void ttftIsOfTheFirstOutput() {
    tally.add(record("eoo", Outcome.COMPLETED));
    tally.add(record("o", Outcome.CUT));
    assertThat(tally.work(3)).isEqualTo(new CaseWork(0.1, 100, 8, 30.0, 3));
  }

  @Test
  void answersThatComeWholeHaveTokensAndNoTtft() {
    tally.add(record("w", Outcome.COMPLETED));
    assertThat(tally.work(0)).isEqualTo(new CaseWork(0.1, 100, 8, null, 0));
  }
}
