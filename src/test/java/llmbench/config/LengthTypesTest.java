// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import llmbench.plan.Case;
import llmbench.plan.DatasetOptions.Synthetic;
import llmbench.plan.LengthDistribution;
import llmbench.plan.LengthDistribution.Bucket;
import llmbench.plan.LengthDistribution.Lognormal;
import llmbench.plan.LengthPair;
import llmbench.plan.Plan;
import llmbench.plan.PrefixPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How lengths, mixes and prefix pools are written. */
class LengthTypesTest {

  private static Synthetic options(String yaml) {
    return (Synthetic) Configs.plan(yaml).dataset().options();
  }

  private static LengthDistribution input(String text) {
    return Objects.requireNonNull(options("input_len_distribution: " + text).lengths().input());
  }

  @Test
  void distributionsAreRead() {
    assertThat(input("{type: normal, mean: 512, std: 128.5, min: 16, max: 2048}"))
        .isEqualTo(new LengthDistribution.Normal(512, 128.5, 16, 2048));
    assertThat(input("{type: uniform, max: 9}")).isEqualTo(new LengthDistribution.Uniform(1, 9));
    assertThat(input("{type: poisson, mean: 3}"))
        .isEqualTo(new LengthDistribution.Poisson(3, 1, 10_000_000));
    assertThat(input("{type: zipf, alpha: 1.5, max: 100}"))
        .isEqualTo(new LengthDistribution.Zipf(1.5, 1, 100));
    assertThat(input("{type: histogram, values: {64: 5, 128-256: 3}}"))
        .isEqualTo(
            new LengthDistribution.Histogram(
                List.of(new Bucket(64, 64, 5), new Bucket(128, 256, 3))));
    assertThat(input("{type: lognormal, median: 600, sigma: 1}"))
        .isEqualTo(new Lognormal(Math.log(600), 1, 1, 10_000_000));
    Lognormal byMean = (Lognormal) input("{type: lognormal, mean: 100, std: 50}");
    assertThat(Math.exp(byMean.mu() + byMean.sigma() * byMean.sigma() / 2))
        .isCloseTo(100, within(1e-9));
  }

  @Test
  void aDrawnLengthIsNotTheCases() {
    Plan plan =
        Configs.plan(
            "input_len_distribution: {type: uniform, max: 9}\noutput_len: 7\nnum_prompts: 5");
    assertThat(plan.cases()).containsExactly(new Case(1, null, 7, null, 5));
    assertThat(plan.dataset().ignoresEos()).isTrue();
    Plan mix = Configs.plan("length_mix: [{input_len: 8, output_len: 2}]\nnum_prompts: 5");
    assertThat(mix.cases()).containsExactly(new Case(1, null, null, null, 5));
    assertThat(((Synthetic) mix.dataset().options()).lengths().mix())
        .containsExactly(new LengthPair(8, 2, 1));
  }

  @Test
  void poolsAreRead() {
    assertThat(
            options(
                    "prefix_pool: {prefixes: 3, prefix_len: 64, hit_share: 0.5, distribution: zipf}")
                .pool())
        .isEqualTo(new PrefixPool(3, 64, 0.5, true, false));
    assertThat(options("prefix_pool: {prefixes: 3, hit_share: 0.5, bimodal: true}").pool())
        .isEqualTo(new PrefixPool(3, 0, 0.5, false, true));
    assertThat(options("backend: vllm\nprompt_token_ids: true").tokenIds()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`input_len_distribution: 5` | config.yaml:1 input_len_distribution: expected a map with type, such as {type: normal, mean: 512, std: 128, min: 16, max: 2048}, found 5",
        "`input_len_distribution: {mean: 5}` | config.yaml:1 input_len_distribution: expected type: one of uniform, normal, lognormal, poisson, zipf, histogram, found none",
        "`input_len_distribution: {type: poisson}` | config.yaml:1 input_len_distribution: expected mean: a number > 0, found none",
        "`input_len_distribution: {type: poisson, mean: 5, std: 2}` | config.yaml:1 input_len_distribution: expected mean, min, max with type: poisson, found std",
        "`input_len_distribution: {type: uniform, min: 5, max: 2}` | config.yaml:1 input_len_distribution: expected min up to max, found 5 and 2",
        "`input_len_distribution: {type: histogram, values: {9-3: 1}}` | config.yaml:1 input_len_distribution: expected a length such as 128, or a range such as 256-512, found",
        "`input_len_distribution: {type: poisson, maen: 5}` | config.yaml:1 input_len_distribution: expected one of alpha, max, mean, median, min, sigma, std, type, values, found",
        "`length_mix: [{input_len: 5}]` | config.yaml:1 length_mix: expected output_len: an integer from 1 to 10000000, found none",
        "`length_mix: []` | config.yaml:1 length_mix: expected a list of {input_len, output_len, weight}",
        "`length_mix: [{input_len: 5, output_len: 1}]\ninput_len: 4` | config.yaml:2 input_len: expected input_len or length_mix, found both",
        "`input_output: [[5, 5]]\noutput_len_distribution: {type: poisson, mean: 4}` | config.yaml:1 input_output: expected input_output or output_len_distribution, found both",
        "`prefix_pool: {prefixes: 2, prefix_len: 8, hit_share: 1}` | config.yaml:1 prefix_pool: expected a number in (0, 1), found 1",
        "`prefix_pool: {prefixes: 2, prefix_len: 8, hit_share: 0.5, bimodal: true}` | config.yaml:1 prefix_pool: expected no prefix_len with bimodal",
        "`prompt_token_ids: true` | config.yaml:1 prompt_token_ids: expected it with backend openai or vllm, whose prompts may be token ids, found it with openai-chat",
        "`dataset_name: sharegpt\ndataset_path: a\nlength_mix: [{input_len: 5, output_len: 1}]` | config.yaml:3 length_mix: expected it with dataset_name: random, found it with sharegpt",
      })
  void mistakesAreSaid(String yaml, String message) {
    assertThat(Configs.problems(yaml)).singleElement().asString().startsWith(message.strip());
  }
}
