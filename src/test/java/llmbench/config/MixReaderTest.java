// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import llmbench.plan.Case;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetOptions.Mix;
import llmbench.plan.DatasetSpec;
import llmbench.plan.MixPart;
import llmbench.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data sets of a mix are read as if each stood alone. */
class MixReaderTest {

  @Test
  void partsAreRead() {
    Plan plan =
        Configs.plan(
"""
num_prompts: 40
dataset_mix:
  - {dataset_name: sharegpt, dataset_path: a.json, weight: 3, no_oversample: true}
  - dataset_name: random
    random_input_len: 4096
    output_len: 64
""");
    assertThat(plan.cases()).containsExactly(new Case(1, null, null, null, 40));
    assertThat(plan.dataset().ignoresEos()).isFalse();
    assertThat(((Mix) plan.dataset().options()).parts())
        .containsExactly(
            new MixPart(
                new DatasetSpec(
                    "sharegpt",
                    Path.of("a.json"),
                    new DatasetSpec.Rules(true, false, false, false),
                    new DatasetOptions.ShareGpt(),
                    null),
                null,
                null,
                3),
            new MixPart(
                new DatasetSpec(
                    "random",
                    null,
                    DatasetSpec.Rules.DEFAULT,
                    new DatasetOptions.Random(0, 0, 0, 1),
                    null),
                4096,
                64,
                1));
    assertThat(
            Configs.plan("dataset_mix: [{dataset_name: random}, {dataset_name: random, weight: 2}]")
                .dataset()
                .ignoresEos())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`dataset_mix: 5` | config.yaml:1 dataset_mix: expected a list of {dataset_name, weight, …}",
        "`dataset_mix: [{weight: 2}]` | config.yaml:1 dataset_mix: expected a dataset_name in each part, found none",
        "`dataset_mix:\n- {dataset_name: random, weight: 0}` | config.yaml:2 dataset_mix: expected a number > 0, found 0",
        "`dataset_mix:\n- {dataset_name: random, seed: 3}` | config.yaml:2 dataset_mix: expected weight or a key of a data set, found",
        "`dataset_mix:\n- {dataset_name: sharegpt}` | dataset_path: expected a file for dataset_name: sharegpt, found none; give its path",
        "`dataset_mix:\n- dataset_name: random\n- dataset_name: random\n  sharegpt_output_len: 3` | config.yaml:4 sharegpt_output_len: expected it with dataset_name: sharegpt, found it with random",
        "`dataset_mix:\n- {dataset_name: random, random_input_len: 0}` | config.yaml:2 random_input_len: expected an integer ≥ 1, found 0",
        "`dataset_mix:\n- {dataset_name: timed_trace, dataset_path: a}` | backend: expected openai or vllm with dataset_name: timed_trace",
        "`dataset_mix: [{dataset_name: random}]\nrandom_input_len: 5` | config.yaml:2 random_input_len: expected it in a part of dataset_mix, found it beside; -Dbench.random_input_len= takes it away",
        "`input_output: [[1, 2]]\ndataset_mix: [{dataset_name: random}]` | config.yaml:1 input_output: expected input_output or dataset_mix, found both",
        "`dataset_mix: [{dataset_name: requests, dataset_path: a.jsonl}]` | config.yaml:1 dataset_name: expected a set whose requests are made anew, found requests",
      })
  void mistakesAreSaid(String yaml, String message) {
    assertThat(Configs.problems(yaml)).singleElement().asString().startsWith(message.strip());
  }
}
