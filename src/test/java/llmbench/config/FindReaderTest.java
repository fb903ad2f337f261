// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import llmbench.plan.Case;
import llmbench.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes with a search, and the probes that may come of it. */
class FindReaderTest {
  private static final String FIND =
      "find: {goals: ['ttft p99 < 500ms'], from: 1, to: 9, max_probes: 3}";
  private static final String USERS =
      "find: {variable: max_concurrency, goals: ['failures < 1%'], from: 1, to: 9, max_probes: 2}";

  @Test
  void eachPairOfLengthsHasAsManyProbesAsThereMayBe() {
    Plan plan =
        Configs.plan(
            FIND
                + "\nseed: 7\ninput_output: [[8, 4], [16, 4]]\nconcurrency_prompts: [[1, 10], [2, 5]]");
    assertThat(plan.cases().stream().map(Case::name))
        .containsExactly(
            "io8x4_mcinf_probe1",
            "io8x4_mcinf_probe2",
            "io8x4_mcinf_probe3",
            "io16x4_mcinf_probe1",
            "io16x4_mcinf_probe2",
            "io16x4_mcinf_probe3");
    assertThat(plan.cases().stream().map(Case::number)).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(plan.cases().stream().map(plan::seedOf)).containsExactly(7L, 8L, 9L, 7L, 8L, 9L);
    assertThat(plan.cases()).allMatch(plan::optional).noneMatch(plan::plainBatch);
  }

  @Test
  void aRateMayBeSearchedUnderACap() {
    Plan plan = Configs.plan(FIND + "\nmax_concurrency: 5");
    assertThat(plan.cases().get(0).name()).isEqualTo("io1024x128_mc5_probe1");
    assertThat(plan.cases().get(0).withLoad(5, 2.5, 300).name())
        .as("the load changes no name")
        .isEqualTo("io1024x128_mc5_probe1");
  }

  @Test
  void usersMayThink() {
    Plan plan = Configs.plan(USERS + "\nthink_time: 2");
    assertThat(plan.cases().get(1).name()).isEqualTo("io1024x128_max_concurrency_probe2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "request_rate: 3",
        "burstiness: 2 | ",
        "duration: 5",
        "concurrency_stages: [{duration: 1, concurrency: 2}]",
        "rate_stages: [{duration: 1, rate: 2}]",
        "num_runs: 2",
        "vary_seed: true",
        "shuffle_cases: true",
        "parallel_cases: 2",
        "result_filename: a.json",
        "think_time: 2"
      })
  void whatTheSearchSetsIsNotSetBeside(String line) {
    String key = line.substring(0, line.indexOf(':'));
    List<String> problems = Configs.problems(FIND + "\n" + line);
    if (key.equals("burstiness")) {
      assertThat(problems).isEmpty();
      return;
    }
    assertThat(problems)
        .contains(
            "config.yaml:2 "
                + key
                + ": expected no "
                + key
                + " beside find, which sets loads and runs itself, found both; -Dbench."
                + key
                + "= takes it away");
  }

  @Test
  void goalsNeedWhatTheySpeakOf() {
    assertThat(Configs.problems("find: {goals: ['goodput > 99%'], from: 1, to: 9}"))
        .containsExactly(
            "config.yaml:1 find: expected goodput beside it, for its goal of goodput, found no"
                + " limits of goodput");
    assertThat(Configs.problems(FIND + "\nstream: false"))
        .anyMatch(problem -> problem.contains("goals of metrics that the answers have"));
    assertThat(Configs.problems(USERS + "\nmax_concurrency: 4")).hasSize(1);
  }

  @Test
  void probesOfAllCasesTogetherAreBounded() {
    assertThat(
            Configs.problems(
                "find: {goals: ['failures < 1%'], from: 1, to: 9, max_probes: 500}\n"
                    + "input_output: [[1,1],[2,1],[3,1],[4,1],[5,1]]"))
        .singleElement()
        .asString()
        .endsWith(
            "expected at most 2000 probes of all cases together, found 5 cases with max_probes 500");
  }
}
