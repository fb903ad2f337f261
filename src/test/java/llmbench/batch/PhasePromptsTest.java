// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import llmbench.dataset.Prompt;
import llmbench.gatling.PhaseLoad;
import llmbench.plan.Case;
import llmbench.plan.LoadSpec;
import llmbench.plan.PhaseSpec;
import llmbench.recording.Phase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PhasePromptsTest {
  private static final Case CASE = new Case(1, 16, 4, 2, 10);
  private static final PhaseSpec FOUR =
      new PhaseSpec(LoadSpec.AT_ONCE, Double.POSITIVE_INFINITY, 2, 4, true);

  private static List<Prompt> prompts(String of, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> new Prompt(of + i, 3, 4)).toList();
  }

  private static PhaseLoad load(PhasePrompts.Maker maker, int before) {
    return new PhasePrompts(maker, 7).load(CASE, Phase.WARMUP, FOUR, prompts("p", 0, 10), before);
  }

  @Test
  void aFileGivesThoseAfterTheCasesOwn() {
    PhasePrompts.Maker file = (count, seed) -> prompts("p", 0, count);
    PhaseLoad first = load(file, 0);
    assertThat(first.prompts()).isEqualTo(prompts("p", 10, 14));
    assertThat(first.told())
        .isEqualTo("The prompts of the warmup phase are those after the case's own.");
    assertThat(load(file, 4).prompts())
        .as("beyond the other phase's")
        .isEqualTo(prompts("p", 14, 18));
  }

  @Test
  void aSetThatIsDrawnAnewGivesThoseOfAnotherSeed() {
    PhaseLoad load =
        load((count, seed) -> prompts(seed == 7 ? "n" + count : "s" + seed, 0, count), 0);
    assertThat(load.prompts()).hasSize(4).noneMatch(prompt -> prompt.text().startsWith("n"));
    assertThat(load.told()).contains("drawn with another seed");
  }

  @Test
  void noneIsOneOfTheCasesOwnWhileThereAreOthers() {
    PhaseLoad load = load((count, seed) -> prompts(seed == 7 ? "n" : "p", 8, 8 + count), 0);
    assertThat(load.prompts()).isEqualTo(prompts("p", 10, 12));
  }

  @Test
  void aSetWithoutOthersGivesTheSameAgainAndSaysSo() {
    PhaseLoad load =
        load(
            (count, seed) -> {
              throw new IllegalStateException("the file has 10");
            },
            0);
    assertThat(load.prompts()).isEqualTo(prompts("p", 0, 10));
    assertThat(load.told()).contains("caches may be warm");
  }

  @Test
  void ratesHaveArrivalsOfTheirOwn() {
    PhaseSpec open = open(20, null, Duration.ofSeconds(10));
    PhasePrompts maker = new PhasePrompts((count, seed) -> prompts("p", 0, count), 7);
    PhaseLoad load = maker.load(CASE, Phase.COOLDOWN, open, prompts("p", 0, 10), 0);
    assertThat(load.arrivals().size()).isBetween(140, 260);
    assertThat(load.prompts()).hasSize(load.arrivals().size());
    PhaseLoad counted = maker.load(CASE, Phase.WARMUP, open(20, 30, null), prompts("p", 0, 10), 0);
    assertThat(counted.arrivals().size()).isEqualTo(30);
    assertThat(counted.prompts()).isEqualTo(prompts("p", 10, 40));
  }

  private static PhaseSpec open(double rate, @Nullable Integer prompts, @Nullable Duration of) {
    return new PhaseSpec(
        new LoadSpec(
            LoadSpec.ArrivalSpec.AT_ONCE, LoadSpec.UserSpec.PLAIN, of, LoadSpec.DEFAULT_GRACE),
        rate,
        null,
        prompts,
        true);
  }
}
