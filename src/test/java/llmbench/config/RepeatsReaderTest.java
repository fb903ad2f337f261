// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import llmbench.plan.Case;
import llmbench.plan.Plan;
import llmbench.plan.RepeatSpec;
import org.junit.jupiter.api.Test;

class RepeatsReaderTest {
  private static final String CASES =
      "input_output: [[8, 4], [16, 4]]\nconcurrency_prompts: [[1, 2], [2, 4]]\n";
  private static final String UNTIL =
      "repeat_until: {metric: p99_ttft_ms, half_width: 2.5%, max_runs: 5}";

  @Test
  void runsOfACaseFollowEachOther() {
    Plan plan = Configs.plan(CASES + "num_runs: 2");
    assertThat(plan.cases().stream().map(Case::name))
        .containsExactly(
            "io8x4_mc1_np2",
            "io8x4_mc1_np2_run2",
            "io8x4_mc2_np4",
            "io8x4_mc2_np4_run2",
            "io16x4_mc1_np2",
            "io16x4_mc1_np2_run2",
            "io16x4_mc2_np4",
            "io16x4_mc2_np4_run2");
    assertThat(plan.cases().get(3).number()).isEqualTo(2);
    assertThat(plan.cases()).noneMatch(plan::optional);
    assertThat(plan.cases()).allMatch(one -> plan.seedOf(one) == 0);
  }

  @Test
  void shuffledRunsGoInRoundsOfAllCasesInAnOrderOfTheSeed() {
    List<Case> order = Configs.plan(CASES + "num_runs: 9\nshuffle_cases: true").cases();
    assertThat(order).hasSize(36).doesNotHaveDuplicates();
    for (int round = 0; round < 9; round++) {
      int run = round + 1;
      assertThat(order.subList(4 * round, 4 * round + 4)).allMatch(one -> one.run() == run);
    }
    assertThat(order)
        .isEqualTo(Configs.plan(CASES + "num_runs: 9\nshuffle_cases: true").cases())
        .isNotEqualTo(Configs.plan(CASES + "num_runs: 9\nshuffle_cases: true\nseed: 1").cases());
    assertThat(order.stream().filter(one -> one.number() == 1).map(order::indexOf))
        .as("not always in one place")
        .anyMatch(at -> at % 4 != 0);
  }

  @Test
  void untilAllowsMoreRunsThanItAsksFor() {
    Plan plan = Configs.plan(CASES + UNTIL);
    assertThat(plan.repeats())
        .isEqualTo(new RepeatSpec(1, false, false, new RepeatSpec.Until("p99_ttft_ms", 0.025, 5)));
    assertThat(plan.cases()).hasSize(20);
    assertThat(plan.cases().stream().filter(plan::optional).map(Case::run).distinct())
        .containsExactly(4, 5);
    Plan least = Configs.plan(CASES + UNTIL + "\nnum_runs: 4");
    assertThat(least.cases().stream().filter(least::optional).map(Case::run).distinct())
        .containsExactly(5);
    assertThat(
            Configs.plan("repeat_until: {metric: mean_ttft_ms, half_width: 0.05}").repeats().most())
        .isEqualTo(20);
  }

  @Test
  void untilNamesAFigureThatTheResultHas() {
    assertThat(Configs.problems(UNTIL + "\nmetric_percentiles: 50"))
        .singleElement()
        .asString()
        .startsWith("config.yaml:1 repeat_until: expected as metric one of request_throughput,")
        .endsWith(", found \"p99_ttft_ms\"");
    assertThat(Configs.problems(UNTIL.replace("p99_ttft_ms", "request_goodput"))).hasSize(1);
    assertThat(
            Configs.problems(UNTIL.replace("p99_ttft_ms", "request_goodput") + "\ngoodput: ttft:5"))
        .isEmpty();
    assertThat(Configs.problems(UNTIL + "\nnum_runs: 6"))
        .singleElement()
        .asString()
        .contains("expected max_runs ≥ 6 (num_runs, and at least 3), found 5");
  }

  @Test
  void seedsGoRoundAtTheirEnd() {
    Plan plan = Configs.plan("num_runs: 2\nvary_seed: true\nseed: 4294967295");
    assertThat(plan.cases().stream().map(plan::seedOf)).containsExactly(4_294_967_295L, 0L);
  }

  @Test
  void aFileOfItsOwnNameIsOnlyForOneRun() {
    assertThat(Configs.problems("result_filename: a.json\nnum_runs: 2"))
        .singleElement()
        .asString()
        .contains("expected it with a single case that is run once, found 2 of them");
  }
}
