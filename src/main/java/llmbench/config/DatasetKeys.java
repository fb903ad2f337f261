// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.config.ListTypes.IntPair;
import llmbench.config.MapTypes.RangeRatio;
import llmbench.plan.LengthDistribution;
import llmbench.plan.LengthPair;
import llmbench.plan.PrefixPool;

/** The keys of tokenizers and prompts; as in {@link Keys}. */
final class DatasetKeys {
  private static final List<Key<?>> ALL = new ArrayList<>();

  // Tokenizer and prompts
  static final Key<String> TOKENIZER = optional("tokenizer", ScalarTypes.text());
  static final Key<String> TOKENIZER_MODE =
      required(
          "tokenizer_mode",
          ScalarTypes.choice(List.of("auto", "hf"), List.of("slow", "mistral", "deepseek_v32")),
          "auto");
  static final Key<String> DATASET_NAME =
      required(
          "dataset_name", ScalarTypes.choice(DatasetKind.names(), UnbuiltKeys.DATASETS), "random");
  static final Key<List<DatasetMixType.Part>> DATASET_MIX =
      optional("dataset_mix", new DatasetMixType());
  static final Key<Path> DATASET_PATH = optional("dataset_path", ScalarTypes.path());
  static final Key<Boolean> NO_OVERSAMPLE = required("no_oversample", ScalarTypes.flag(), "false");
  static final Key<Boolean> DISABLE_SHUFFLE =
      required("disable_shuffle", ScalarTypes.flag(), "false");
  static final Key<Boolean> SKIP_CHAT_TEMPLATE =
      required("skip_chat_template", ScalarTypes.flag(), "false");
  static final Key<Map<String, Object>> CHAT_TEMPLATE_KWARGS =
      optional("chat_template_kwargs", JsonTypes.map());
  static final Key<Boolean> ENABLE_MULTIMODAL_CHAT =
      required("enable_multimodal_chat", ScalarTypes.flag(), "false");
  static final Key<List<IntPair>> INPUT_OUTPUT =
      optional("input_output", ListTypes.pairs("[input, output]", "[[256,256],[512,512]]"));
  static final Key<Integer> INPUT_LEN = optional("input_len", ScalarTypes.integer(1));
  static final Key<Integer> OUTPUT_LEN = optional("output_len", ScalarTypes.integer(1));
  static final Key<Integer> RANDOM_INPUT_LEN =
      required("random_input_len", ScalarTypes.integer(1), "1024");
  static final Key<Integer> RANDOM_OUTPUT_LEN =
      required("random_output_len", ScalarTypes.integer(1), "128");
  static final Key<RangeRatio> RANDOM_RANGE_RATIO =
      required("random_range_ratio", MapTypes.rangeRatio(), "0.0");
  static final Key<Integer> RANDOM_PREFIX_LEN =
      required("random_prefix_len", ScalarTypes.integer(0), "0");
  static final Key<List<LengthPair>> LENGTH_MIX = optional("length_mix", LengthTypes.mix());
  static final Key<LengthDistribution> INPUT_LEN_DISTRIBUTION =
      optional("input_len_distribution", LengthTypes.distribution());
  static final Key<LengthDistribution> OUTPUT_LEN_DISTRIBUTION =
      optional("output_len_distribution", LengthTypes.distribution());
  static final Key<PrefixPool> PREFIX_POOL = optional("prefix_pool", LengthTypes.pool());
  static final Key<Boolean> PROMPT_TOKEN_IDS =
      required("prompt_token_ids", ScalarTypes.flag(), "false");
  static final Key<Integer> RANDOM_BATCH_SIZE =
      required("random_batch_size", ScalarTypes.integer(1), "1");
  static final Key<Boolean> NO_RERANKER = required("no_reranker", ScalarTypes.flag(), "false");
  static final Key<Integer> PREFIX_REPETITION_PREFIX_LEN =
      required("prefix_repetition_prefix_len", ScalarTypes.integer(1), "256");
  static final Key<Integer> PREFIX_REPETITION_SUFFIX_LEN =
      required("prefix_repetition_suffix_len", ScalarTypes.integer(1), "256");
  static final Key<Integer> PREFIX_REPETITION_NUM_PREFIXES =
      required("prefix_repetition_num_prefixes", ScalarTypes.integer(1), "10");
  static final Key<Integer> PREFIX_REPETITION_OUTPUT_LEN =
      required("prefix_repetition_output_len", ScalarTypes.integer(1), "128");
  static final Key<Integer> SHAREGPT_OUTPUT_LEN =
      optional("sharegpt_output_len", ScalarTypes.integer(1));
  static final Key<Integer> SONNET_INPUT_LEN =
      required("sonnet_input_len", ScalarTypes.integer(1), "550");
  static final Key<Integer> SONNET_OUTPUT_LEN =
      required("sonnet_output_len", ScalarTypes.integer(1), "150");
  static final Key<Integer> SONNET_PREFIX_LEN =
      required("sonnet_prefix_len", ScalarTypes.integer(0), "200");
  static final Key<Integer> CUSTOM_OUTPUT_LEN =
      required("custom_output_len", ScalarTypes.integer(-1), "256");
  static final Key<Integer> SPEC_BENCH_OUTPUT_LEN =
      required("spec_bench_output_len", ScalarTypes.integer(1), "256");
  static final Key<String> SPEC_BENCH_CATEGORY =
      optional("spec_bench_category", ScalarTypes.text());
  static final Key<String> SPEED_BENCH_DATASET_SUBSET =
      required(
          "speed_bench_dataset_subset",
          ScalarTypes.choice(
              List.of(
                  "qualitative",
                  "throughput_1k",
                  "throughput_2k",
                  "throughput_8k",
                  "throughput_16k",
                  "throughput_32k"),
              List.of()),
          "qualitative");
  static final Key<Integer> SPEED_BENCH_OUTPUT_LEN =
      required("speed_bench_output_len", ScalarTypes.integer(1), "4096");
  static final Key<String> SPEED_BENCH_CATEGORY =
      optional("speed_bench_category", ScalarTypes.text());
  static final Key<Integer> TIMED_TRACE_CHUNK_HASH_SIZE =
      required("timed_trace_chunk_hash_size", ScalarTypes.integer(1), "16");
  static final Key<Double> TIMED_TRACE_SEC_MULTIPLIER =
      required(
          "timed_trace_sec_multiplier",
          ScalarTypes.number("≥ 0", n -> n >= 0 && Double.isFinite(n)),
          "1");
  static final Key<String> TIMED_TRACE_LABEL_TIMESTAMP =
      required("timed_trace_label_timestamp", ScalarTypes.text(), "timestamp");
  static final Key<String> TIMED_TRACE_LABEL_INPUT_LENGTH =
      required("timed_trace_label_input_length", ScalarTypes.text(), "input_length");
  static final Key<String> TIMED_TRACE_LABEL_OUTPUT_LENGTH =
      required("timed_trace_label_output_length", ScalarTypes.text(), "output_length");
  static final Key<String> TIMED_TRACE_LABEL_HASH_IDS =
      required("timed_trace_label_hash_ids", ScalarTypes.text(), "hash_ids");

  // The data set hf
  static final Key<String> HF_SUBSET = optional("hf_subset", ScalarTypes.text());
  static final Key<String> HF_SPLIT = optional("hf_split", ScalarTypes.text());
  static final Key<String> HF_NAME = optional("hf_name", ScalarTypes.text());
  static final Key<Integer> HF_OUTPUT_LEN = optional("hf_output_len", ScalarTypes.integer(1));
  static final Key<Boolean> NO_STREAM = required("no_stream", ScalarTypes.flag(), "false");
  static final Key<String> HF_PROMPT_COLUMN = optional("hf_prompt_column", ScalarTypes.text());
  static final Key<String> HF_COMPLETION_COLUMN =
      optional("hf_completion_column", ScalarTypes.text());
  static final Key<String> HF_SYSTEM_COLUMN = optional("hf_system_column", ScalarTypes.text());
  static final Key<String> HF_IMAGE_COLUMN = optional("hf_image_column", ScalarTypes.text());
  static final Key<String> HF_MESSAGES_COLUMN = optional("hf_messages_column", ScalarTypes.text());
  static final Key<String> HF_REFERENCE_COLUMN =
      optional("hf_reference_column", ScalarTypes.text());
  static final Key<Set<String>> BFCL_CATEGORIES =
      optional("bfcl_categories", ListTypes.items("names", ScalarTypes.text()));
  static final Key<Double> BLAZEDIT_MIN_DISTANCE =
      required("blazedit_min_distance", notNegative(), "0.0");
  static final Key<Double> BLAZEDIT_MAX_DISTANCE =
      required("blazedit_max_distance", notNegative(), "1.0");
  static final Key<Double> ASR_MIN_AUDIO_LEN_SEC =
      required("asr_min_audio_len_sec", notNegative(), "0.0");
  static final Key<Double> ASR_MAX_AUDIO_LEN_SEC =
      required("asr_max_audio_len_sec", ScalarTypes.number("≥ 0 or inf", n -> n >= 0), "inf");

  private DatasetKeys() {}

  /** In the order of this file. */
  static List<Key<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  /** Those that say which prompts there are, but for the mix and the list of cases. */
  static List<Key<?>> datasetKeys() {
    return ALL.subList(ALL.indexOf(DATASET_NAME), ALL.size()).stream()
        .filter(key -> key != DATASET_MIX && key != INPUT_OUTPUT)
        .toList();
  }

  private static <T> Key<T> required(String name, ValueType<T> type, String defaultText) {
    Key<T> key = Key.required(name, type, defaultText);
    ALL.add(key);
    return key;
  }

  private static <T> Key<T> optional(String name, ValueType<T> type) {
    Key<T> key = Key.optional(name, type);
    ALL.add(key);
    return key;
  }

  private static ValueType<Double> notNegative() {
    return ScalarTypes.number("≥ 0", n -> n >= 0 && Double.isFinite(n));
  }
}
