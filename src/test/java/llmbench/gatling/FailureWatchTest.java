// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import llmbench.plan.StopSpec;
import llmbench.recording.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FailureWatchTest {
  private static FailureWatch watch(@Nullable Double ratio, int window, @Nullable Integer row) {
    return new FailureWatch(new StopSpec(ratio, window, row, false, null, null));
  }

  /** The first at which a cause is given, from 1; 0 for none. */
  private static int first(FailureWatch watch, String outcomes) {
    for (int i = 0; i < outcomes.length(); i++) {
      Outcome outcome =
          switch (outcomes.charAt(i)) {
            case 'f' -> Outcome.CUT;
            case 'c' -> Outcome.CANCELLED;
            case 'i' -> Outcome.INTERRUPTED;
            default -> Outcome.COMPLETED;
          };
      if (watch.ended(outcome) != null) {
        return i + 1;
      }
    }
    return 0;
  }

  @Test
  void failuresInARowAreCountedFromTheLastSuccess() {
    assertThat(first(watch(null, 100, 3), "ff.ff.fff")).isEqualTo(9);
    assertThat(first(watch(null, 100, 3), "ff.ff.ff")).isZero();
    assertThat(first(watch(null, 100, 3), "fcficf")).as("what we ended is no success").isEqualTo(6);
    assertThat(first(watch(null, 100, null), "ffffffffffff")).isZero();
  }

  @Test
  void shareIsOfTheLastRequestsAndOfAsManyAtLeast() {
    assertThat(first(watch(0.5, 4, null), "fff")).as("too few yet").isZero();
    assertThat(first(watch(0.5, 4, null), "fff.")).isEqualTo(4);
    assertThat(first(watch(0.5, 4, null), "ff..ff..ff")).as("half is not more").isZero();
    assertThat(first(watch(0.5, 4, null), "....ffcf")).isEqualTo(8);
    assertThat(first(watch(0.0, 2, null), "....f")).isEqualTo(5);
    StopCause cause = Objects.requireNonNull(watch(0.0, 1, null).ended(Outcome.EMPTY));
    assertThat(cause.kind().limit()).isFalse();
    assertThat(cause.text())
        .isEqualTo(
            "1 of the last 1 requests failed, more than the share of 0.0 (stop_on_failure_ratio)");
  }
}
