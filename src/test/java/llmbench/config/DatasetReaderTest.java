// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import llmbench.plan.Case;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.plan.Plan;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data sets, and which options go with which. */
class DatasetReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "dataset_name: sharegpt | ",
        "`dataset_name: sharegpt\nsharegpt_output_len: 9` | 9",
        "`dataset_name: sharegpt\noutput_len: 8` | 8",
        "`dataset_name: custom\nskip_chat_template: true` | 256",
        "`dataset_name: custom\nskip_chat_template: true\ncustom_output_len: -1` | ",
        "`dataset_name: custom\nskip_chat_template: true\noutput_len: 8` | 8",
        "dataset_name: spec_bench | 256",
        "`dataset_name: speed_bench\nskip_chat_template: true` | 4096",
        "dataset_name: burstgpt | ",
        "`dataset_name: timed_trace\nbackend: openai` | ",
      })
  void lengthsOfAFileAreTheRowsUnlessAskedFor(String yaml, @Nullable Integer output) {
    Plan plan = Configs.plan(yaml + "\ndataset_path: x.jsonl\nconcurrency_prompts: [[2, 6]]");
    assertThat(plan.cases()).containsExactly(new Case(1, null, output, 2, 6));
    assertThat(plan.cases().get(0).resultFilename()).isEqualTo("bench_mc2_np6.json");
    assertThat(plan.dataset().path()).isEqualTo(Path.of("x.jsonl"));
  }

  @Test
  void optionsAreKept() {
    assertThat(
            Configs.plan(
"""
dataset_name: sharegpt
dataset_path: a.json
no_oversample: true
disable_shuffle: true
enable_multimodal_chat: true""")
                .dataset()
                .rules())
        .isEqualTo(new DatasetSpec.Rules(true, true, false, true));
    Plan prefixes =
        Configs.plan(
"""
dataset_name: prefix_repetition
prefix_repetition_prefix_len: 3
prefix_repetition_suffix_len: 4
prefix_repetition_num_prefixes: 5
prefix_repetition_output_len: 6
num_prompts: 7""");
    assertThat(prefixes.dataset().options())
        .isEqualTo(new DatasetOptions.PrefixRepetition(3, 4, 5));
    assertThat(prefixes.cases()).containsExactly(new Case(1, null, 6, null, 7));
    assertThat(
            Configs.plan(
"""
dataset_name: timed_trace
backend: vllm
dataset_path: a.jsonl
timed_trace_chunk_hash_size: 512
timed_trace_sec_multiplier: 0.001
timed_trace_label_timestamp: t""")
                .dataset()
                .options())
        .isEqualTo(
            new DatasetOptions.TimedTrace(
                512, 0.001, "t", "input_length", "output_length", "hash_ids"));
  }

  /** vLLM's main_async: random and timed_trace ignore the end of sequence, others do not. */
  @Test
  void endOfSequenceIsIgnoredByVllmsRule() {
    assertThat(Configs.plan("").dataset().ignoresEos()).isTrue();
    assertThat(
            Configs.plan("dataset_name: timed_trace\nbackend: vllm\ndataset_path: a")
                .dataset()
                .ignoresEos())
        .isTrue();
    assertThat(Configs.plan("dataset_name: sharegpt\ndataset_path: a").dataset().ignoresEos())
        .isFalse();
    assertThat(Configs.plan("dataset_name: prefix_repetition").dataset().ignoresEos()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`dataset_path: a.json` | config.yaml:1 dataset_path: expected no value with dataset_name: random",
        "`dataset_name: sharegpt` | dataset_path: expected a file for dataset_name: sharegpt, found none; give its path",
        "`dataset_name: sharegpt\ndataset_path: a\ninput_output: [[1,2]]` | config.yaml:3 input_output: expected it with dataset_name: random, found it with sharegpt, which has no use for it; -Dbench.input_output= takes it away",
        "`dataset_name: sharegpt\ndataset_path: a\ninput_len: 5` | config.yaml:3 input_len: expected it with dataset_name: random, random-rerank",
        "`dataset_name: sharegpt\ndataset_path: a\nrandom_prefix_len: 5` | config.yaml:3 random_prefix_len: expected it with dataset_name: random,",
        "`dataset_name: sharegpt\ndataset_path: a\noutput_len: 5\nsharegpt_output_len: 5` | config.yaml:4 sharegpt_output_len: expected sharegpt_output_len or output_len, found both",
        "`dataset_name: sharegpt\ndataset_path: a\nbackend: vllm\nenable_multimodal_chat: true` | config.yaml:4 enable_multimodal_chat: expected it with backend openai-chat",
        "`dataset_name: custom\ndataset_path: a.jsonl\nskip_chat_template: true\nchat_template_kwargs: {a: 1}` | config.yaml:4 chat_template_kwargs: expected it without skip_chat_template, found both; the server's template takes extra_body",
        "`dataset_name: sharegpt\ndataset_path: a.json\nchat_template_kwargs: {a: 1}` | config.yaml:3 chat_template_kwargs: expected it with dataset_name: custom, spec_bench, speed_bench",
        "`dataset_name: custom\ndataset_path: a.json\nskip_chat_template: true` | config.yaml:2 dataset_path: expected a file whose name ends in .jsonl",
        "`dataset_name: custom\ndataset_path: a.jsonl\nskip_chat_template: true\ncustom_output_len: 0` | config.yaml:4 custom_output_len: expected a length of at least 1, or -1",
        "`dataset_name: burstgpt\ndataset_path: a.csv\nno_oversample: true` | config.yaml:3 no_oversample: expected it with dataset_name: sharegpt, custom",
        "`dataset_name: burstgpt\ndataset_path: a.csv\noutput_len: 4` | config.yaml:3 output_len: expected it with dataset_name: random,",
        "`dataset_name: timed_trace\ndataset_path: a` | backend: expected openai or vllm with dataset_name: timed_trace",
        "`dataset_name: random-rerank` | config.yaml:1 dataset_name: expected a set of single prompts with backend openai-chat",
        "`random_batch_size: 4` | config.yaml:1 random_batch_size: expected 1 with backend openai-chat, found 4",
        "`sharegpt_output_len: 4` | config.yaml:1 sharegpt_output_len: expected it with dataset_name: sharegpt",
        "`timed_trace_label_hash_ids: h` | config.yaml:1 timed_trace_label_hash_ids: expected it with dataset_name: timed_trace",
        "`dataset_name: prefix_repetition\nnum_prompts: 9` | prefix_repetition_num_prefixes: expected at most as many prefixes as prompts, found 10 for 9 prompts",
        "`dataset_name: prefix_repetition\nbase_url: embedded\nprefix_repetition_prefix_len: 40000` | config.yaml:3 prefix_repetition_prefix_len: expected at most 32768 tokens together (engine_max_model_len), found 40384",
      })
  void whatMakesNoSenseTogetherIsSaid(String yaml, String message) {
    assertThat(Configs.problems(yaml)).singleElement().asString().startsWith(message.strip());
  }
}
