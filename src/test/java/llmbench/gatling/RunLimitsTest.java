// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import llmbench.backend.Backends;
import llmbench.dataset.Prompt;
import llmbench.plan.StopSpec;
import llmbench.recording.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunLimitsTest {
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong now = new AtomicLong(5 * SECOND);
  private final List<StopCause> told = new ArrayList<>();

  private RunLimits limits(@Nullable Long tokens, @Nullable Duration time) {
    RunLimits limits = new RunLimits(new StopSpec(null, 100, null, false, tokens, time), now::get);
    limits.tell(told::add);
    return limits;
  }

  private static StreamEnd end(int promptLen, Outcome outcome) {
    StreamCapture capture = new StreamCapture(Backends.named("openai"), 0, 4);
    StreamRequest request = new StreamRequest(0, "", new Prompt("", promptLen, 4), 0, new byte[0]);
    return new StreamEnd(request, 0, true, 0, 0, 0, 1, capture, outcome, 200, null, -1);
  }

  @Test
  void tokensOfAllRequestsThatWereWorkedOnCount() {
    RunLimits limits = limits(100L, null);
    limits.begins();
    limits.count(end(60, Outcome.COMPLETED));
    limits.count(end(1_000, Outcome.HTTP_ERROR));
    limits.count(end(1_000, Outcome.CONNECT_FAILED));
    limits.count(end(39, Outcome.CUT));
    assertThat(limits.reached()).isNull();
    limits.count(end(1, Outcome.CANCELLED));
    limits.count(end(1, Outcome.COMPLETED));
    assertThat(told).as("once").hasSize(1);
    assertThat(limits.reached()).isSameAs(told.get(0));
    assertThat(told.get(0).kind()).isEqualTo(StopCause.Kind.MAX_TOKENS_TOTAL);
    assertThat(told.get(0).text()).startsWith("the run's requests had 100 tokens, the most is 100");
    assertThat(limits.nanosLeft()).isNegative();
  }

  @Test
  void timeCountsFromTheFirstCase() {
    RunLimits limits = limits(null, Duration.ofSeconds(10));
    assertThat(limits.reached()).isNull();
    now.addAndGet(100 * SECOND);
    limits.begins();
    now.addAndGet(9 * SECOND);
    limits.begins();
    assertThat(limits.nanosLeft()).isEqualTo(SECOND);
    assertThat(limits.reached()).isNull();
    now.addAndGet(SECOND);
    StopCause cause = Objects.requireNonNull(limits.reached());
    assertThat(cause.kind().limit()).isTrue();
    assertThat(cause.text())
        .isEqualTo("the run has gone on for 10.0 s, the most there is (max_duration_total)");
    assertThat(told).containsExactly(cause);
  }
}
