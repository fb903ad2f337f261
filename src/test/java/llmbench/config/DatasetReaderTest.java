// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.plan.Case;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.plan.MediaBucket;
import llmbench.plan.Plan;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'{(256, 256, 1): 0.5, (720,1280,16): 0.25, (9, 9, 1): 0}'",
        "{256x256x1: 0.5, 720x1280x16: 0.25, 9x9x1: 0}",
        "{'(256, 256, 1)': 0.5, '(720, 1280, 16)': 0.25}",
        "'{\"(256, 256, 1)\": 0.5, \"(720, 1280, 16)\": 0.25}'",
      })
  void mediaAreWrittenInAnyForm(String buckets) {
    Plan plan =
        Configs.plan(
            "dataset_name: random-mm\ninput_output: [[64, 8]]\nrandom_range_ratio: 0.5\n"
                + "random_mm_limit_mm_per_prompt: '{\"image\": 3, \"video\": 0}'\n"
                + "random_mm_bucket_config: "
                + buckets);
    assertThat(plan.dataset().options())
        .isEqualTo(
            new DatasetOptions.RandomMm(
                0.5,
                0.5,
                0,
                1,
                0,
                Map.of("image", 3, "video", 0),
                List.of(
                    new MediaBucket(new MediaBucket.Image(256, 256), 0.5),
                    new MediaBucket(new MediaBucket.Video(720, 1280, 16), 0.25))));
    assertThat(plan.cases()).containsExactly(new Case(1, 64, 8, null, 1000));
    assertThat(plan.dataset().ignoresEos()).isTrue();
  }

  @Test
  void mediaOfTheUsersAreKept() {
    Plan images =
        Configs.plan(
            "dataset_name: custom_image\ndataset_path: a.jsonl\n"
                + "custom_ensure_client_side_data: true\ncustom_output_len: 7");
    assertThat(images.dataset().options()).isEqualTo(new DatasetOptions.CustomImage(true));
    assertThat(images.cases()).containsExactly(new Case(1, null, 7, null, 1000));
    Plan sounds =
        Configs.plan(
            "dataset_name: custom_audio\ndataset_path: a.jsonl\nenable_multimodal_chat: true\n"
                + "custom_output_len: -1");
    assertThat(sounds.dataset().options()).isEqualTo(new DatasetOptions.CustomAudio());
    assertThat(sounds.cases()).containsExactly(new Case(1, null, null, null, 1000));
    Plan folder = Configs.plan("dataset_name: media_folder\ndataset_path: a\noutput_len: 9");
    assertThat(folder.dataset().options())
        .isEqualTo(new DatasetOptions.MediaFolder("Describe it.", false));
    assertThat(folder.cases()).containsExactly(new Case(1, null, 9, null, 1000));
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
        "`dataset_name: sharegpt\ndataset_path: a\ninput_output: [[1,2]]` | config.yaml:3 input_output: expected it with dataset_name: random, random-mm, found it with sharegpt, which has no use for it; -Dbench.input_output= takes it away",
        "`dataset_name: sharegpt\ndataset_path: a\ninput_len: 5` | config.yaml:3 input_len: expected it with dataset_name: random, random-mm, random-rerank",
        "`dataset_name: sharegpt\ndataset_path: a\nrandom_prefix_len: 5` | config.yaml:3 random_prefix_len: expected it with dataset_name: random,",
        "`dataset_name: sharegpt\ndataset_path: a\noutput_len: 5\nsharegpt_output_len: 5` | config.yaml:4 sharegpt_output_len: expected sharegpt_output_len or output_len, found both",
        "`dataset_name: sharegpt\ndataset_path: a\nbackend: vllm\nenable_multimodal_chat: true` | config.yaml:4 enable_multimodal_chat: expected it with backend openai-chat",
        "`dataset_name: custom\ndataset_path: a.jsonl\nskip_chat_template: true\nchat_template_kwargs: {a: 1}` | config.yaml:4 chat_template_kwargs: expected it without skip_chat_template, found both; the server's template takes extra_body",
        "`dataset_name: sharegpt\ndataset_path: a.json\nchat_template_kwargs: {a: 1}` | config.yaml:3 chat_template_kwargs: expected it with dataset_name: sonnet, custom, custom_audio, spec",
        "`dataset_name: custom\ndataset_path: a.json\nskip_chat_template: true` | config.yaml:2 dataset_path: expected a file whose name ends in .jsonl",
        "`dataset_name: custom\ndataset_path: a.jsonl\nskip_chat_template: true\ncustom_output_len: 0` | config.yaml:4 custom_output_len: expected a length of at least 1, or -1",
        "`dataset_name: burstgpt\ndataset_path: a.csv\nno_oversample: true` | config.yaml:3 no_oversample: expected it with dataset_name: sharegpt, custom",
        "`dataset_name: burstgpt\ndataset_path: a.csv\noutput_len: 4` | config.yaml:3 output_len: expected it with dataset_name: random,",
        "`dataset_name: timed_trace\ndataset_path: a` | backend: expected openai or vllm with dataset_name: timed_trace",
        "`dataset_name: random-rerank` | config.yaml:1 dataset_name: expected a set of single prompts with backend openai-chat",
        "`random_batch_size: 4` | config.yaml:1 random_batch_size: expected 1 with backend openai-chat, found 4",
        "`dataset_name: random-mm\nbackend: vllm` | config.yaml:2 backend: expected openai-chat or openai-embeddings-chat or",
        "`dataset_name: random-mm\nrandom_mm_bucket_config: {audio:5: 1}` | random_mm_limit_mm_per_prompt: expected a limit of audio, which random_mm_bucket_config has, found none",
        "`dataset_name: random-mm\nrandom_mm_limit_mm_per_prompt: {image: 2}\nrandom_mm_base_items_per_request: 3` | config.yaml:3 random_mm_base_items_per_request: expected at most 2 media in a request (random_mm_limit_mm_per_prompt), found at least 3",
        "`dataset_name: random-mm\nrandom_mm_bucket_config: {(256, 128, 1): 1}` | config.yaml:2 random_mm_bucket_config: expected a map with Python's tuples in quotes, found one without",
        "`dataset_name: random-mm\nrandom_mm_bucket_config: {256x256: 1}` | config.yaml:2 random_mm_bucket_config: expected HEIGHTxWIDTHxFRAMES with sides from 1 to 65500 and at most 100000000 pixels in all, or audio:SECONDS up to 3600, found \"256x256\"",
        "`dataset_name: random-mm\nrandom_mm_bucket_config: {20000x20000x1: 1}` | config.yaml:2 random_mm_bucket_config: expected HEIGHTxWIDTHxFRAMES",
        "`dataset_name: random-mm\nrandom_mm_bucket_config: {256x256x1: -1}` | config.yaml:2 random_mm_bucket_config: expected a number ≥ 0, found -1",
        "`dataset_name: random-mm\nrandom_mm_bucket_config: {256x256x1: 0}` | config.yaml:2 random_mm_bucket_config: expected a share above 0, found none",
        "`dataset_name: random-mm\nrandom_mm_bucket_config: 7` | config.yaml:2 random_mm_bucket_config: expected a map such as",
        "`dataset_name: random-mm\nrandom_mm_limit_mm_per_prompt: {image: 2, text: 1}` | config.yaml:2 random_mm_limit_mm_per_prompt: expected image, video or audio, found \"text\"",
        "`random_mm_base_items_per_request: 2` | config.yaml:1 random_mm_base_items_per_request: expected it with dataset_name: random-mm,",
        "`dataset_name: custom_image\ndataset_path: a.json` | config.yaml:2 dataset_path: expected a file whose name ends in .jsonl",
        "`dataset_name: custom_image\ndataset_path: a.jsonl\nskip_chat_template: true` | config.yaml:3 skip_chat_template: expected it with dataset_name: sonnet, custom, custom_audio, spec",
        "`dataset_name: custom_image\ndataset_path: a.jsonl\nbackend: openai` | config.yaml:3 backend: expected openai-chat or openai-embeddings-chat or",
        "`dataset_name: custom_audio\ndataset_path: a.jsonl\nskip_chat_template: true` | enable_multimodal_chat: expected true with dataset_name: custom_audio and backend openai-chat, found false",
        "`dataset_name: custom_audio\ndataset_path: a.jsonl\nbackend: vllm\nskip_chat_template: true` | config.yaml:3 backend: expected openai-chat or openai-audio with dataset_name: custom_audio",
        "`dataset_name: random-audio` | backend: expected openai-audio with dataset_name: random-audio",
        "`dataset_name: media_folder` | dataset_path: expected a folder for dataset_name: media_folder, found none; give its path",
        "`media_folder_prompt: x` | config.yaml:1 media_folder_prompt: expected it with dataset_name: media_folder",
        "`sharegpt_output_len: 4` | config.yaml:1 sharegpt_output_len: expected it with dataset_name: sharegpt",
        "`timed_trace_label_hash_ids: h` | config.yaml:1 timed_trace_label_hash_ids: expected it with dataset_name: timed_trace",
        "`dataset_name: prefix_repetition\nnum_prompts: 9` | prefix_repetition_num_prefixes: expected at most as many prefixes as prompts, found 10 for 9 prompts",
        "`dataset_name: prefix_repetition\nbase_url: embedded\nprefix_repetition_prefix_len: 40000` | config.yaml:3 prefix_repetition_prefix_len: expected at most 32768 tokens together (engine_max_model_len), found 40384",
      })
  void whatMakesNoSenseTogetherIsSaid(String yaml, String message) {
    assertThat(Configs.problems(yaml)).singleElement().asString().startsWith(message.strip());
  }
}
