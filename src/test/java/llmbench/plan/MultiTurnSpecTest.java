// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import static org.assertj.core.api.Assertions.assertThat;

import llmbench.plan.MultiTurnSpec.History;
import llmbench.plan.MultiTurnSpec.Limits;
import llmbench.plan.MultiTurnSpec.Sampling;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MultiTurnSpecTest {
  private static MultiTurnSpec spec(
      int clients, @Nullable Integer active, @Nullable Integer most, Limits limits, double rate) {
    return new MultiTurnSpec(
        clients,
        active,
        most,
        null,
        Sampling.RANDOM,
        rate,
        limits,
        false,
        true,
        false,
        false,
        false,
        History.MODEL,
        0,
        120);
  }

  @Test
  void sharesOfAClientAreRoundedDown() {
    MultiTurnSpec spec = spec(3, 8, 11, Limits.OF_DATA, 0);
    assertThat(spec.problems(8)).isEmpty();
    assertThat(spec.activePerClient()).isEqualTo(2);
    assertThat(spec.requestsPerClient()).isEqualTo(3);
    assertThat(MultiTurnSpec.DEFAULT.activePerClient()).isEqualTo(1);
    assertThat(MultiTurnSpec.DEFAULT.requestsPerClient()).isNull();
    assertThat(MultiTurnSpec.DEFAULT.problems(1)).isEmpty();
  }

  @Test
  void allProblemsAreTold() {
    assertThat(spec(4, 3, 2, new Limits(5, 0), -1).problems(3))
        .containsExactly(
            "num_clients: expected at most the 3 conversations of the data, found 4",
            "max_num_requests: expected at least one for each of the 4 clients, found 2",
            "max_active_conversations: expected from 4 (num_clients) to 3 (conversations of the"
                + " data), found 3",
            "request_rate: expected a number ≥ 0, found -1.0",
            "limit_min_tokens: expected it and limit_max_tokens both above 0 where one is, found 5"
                + " and 0");
    assertThat(spec(1, 9, null, new Limits(7, 6), 0).problems(8))
        .containsExactly(
            "max_active_conversations: expected from 1 (num_clients) to 8 (conversations of the"
                + " data), found 9",
            "limit_min_tokens: expected at most limit_max_tokens 6, found 7");
    assertThat(spec(0, null, null, Limits.OF_DATA, 0).problems(8))
        .containsExactly("num_clients: expected an integer ≥ 1, found 0");
    assertThat(spec(1, null, null, new Limits(-1, 0), 0).problems(8)).isEmpty();
  }
}
