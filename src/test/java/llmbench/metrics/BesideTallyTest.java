// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import llmbench.recording.ChunkKind;
import llmbench.recording.Outcome;
import llmbench.recording.Phase;
import llmbench.recording.RequestAbout;
import llmbench.recording.RequestRecord;
import llmbench.recording.TokenSource;
import org.junit.jupiter.api.Test;

class BesideTallyTest {
  private static final long MILLI = 1_000_000;

  private static RequestRecord record(Phase phase, Outcome outcome, long sent, long last) {
    boolean output = last > 0;
    return new RequestRecord(
        0,
        0,
        true,
        "",
        sent - MILLI,
        sent,
        -1,
        Math.max(last, sent) + MILLI,
        output ? new long[] {last, last + MILLI / 2} : new long[0],
        output ? new byte[] {ChunkKind.OUTPUT, ChunkKind.FINISH} : new byte[0],
        1,
        1,
        7,
        TokenSource.USAGE,
        3,
        TokenSource.USAGE,
        outcome,
        200,
        null,
        null,
        -1,
        null,
        -1,
        -1,
        new int[0],
        RequestAbout.NONE.withPhase(phase));
  }

  /**
   *
   *
   * <pre>
   * python3 -c "import numpy as np; l = [.010, .020, .040, .100]
   * print(np.median(l)*1000, np.percentile(l, 99)*1000, max(l)*1000)"
   * 30.0 98.2 100.0
   * </pre>
   */
  @Test
  void probesAreSummedUpAsVllmDoes() {
    BesideTally tally = new BesideTally();
    for (long millis : new long[] {40, 10, 100, 20}) {
      tally.add(record(Phase.PROBE, Outcome.COMPLETED, 5 * MILLI, (5 + millis) * MILLI));
    }
    tally.add(record(Phase.PROBE, Outcome.CANCELLED, 5 * MILLI, 900 * MILLI));
    BesideTally.Probes probes = Objects.requireNonNull(tally.probes());
    assertThat(probes.completed()).isEqualTo(4);
    assertThat(probes.failed()).as("one that was cut never flatters").isEqualTo(1);
    assertThat(probes.medianMillis()).isCloseTo(30.0, within(1e-9));
    assertThat(probes.p99Millis()).isCloseTo(98.2, within(1e-9));
    assertThat(probes.maxMillis()).isCloseTo(100.0, within(1e-9));
    assertThat(probes.maxLagMillis()).isEqualTo(1.0);
  }

  @Test
  void phasesAreCountedApart() {
    BesideTally tally = new BesideTally();
    tally.add(record(Phase.WARMUP, Outcome.COMPLETED, 10 * MILLI, 20 * MILLI));
    tally.add(record(Phase.WARMUP, Outcome.HTTP_ERROR, 11 * MILLI, 0));
    tally.add(record(Phase.COOLDOWN, Outcome.CANCELLED, 30 * MILLI, 40 * MILLI));
    assertThat(tally.phase(Phase.WARMUP))
        .isEqualTo(new BesideTally.PhaseCounts(2, 1, 1, 0, 7, 3, 9 * MILLI, 21 * MILLI));
    assertThat(Objects.requireNonNull(tally.phase(Phase.COOLDOWN)).cut()).isEqualTo(1);
    assertThat(tally.probes()).isNull();
    assertThat(new BesideTally().phase(Phase.WARMUP)).isNull();
  }
}
