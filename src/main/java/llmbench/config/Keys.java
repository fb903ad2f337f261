// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.config.ListTypes.IntPair;
import llmbench.config.MapTypes.RangeRatio;
import llmbench.plan.AnswerCheck;
import llmbench.plan.Api;
import llmbench.plan.GoodputSet;
import llmbench.plan.LengthDistribution;
import llmbench.plan.LengthPair;
import llmbench.plan.Metric;
import llmbench.plan.PrefixPool;
import llmbench.plan.RepeatSpec;
import llmbench.plan.Slo;
import llmbench.plan.Weighted;

/**
 * The keys that are built, and all their defaults. A default that differs from vLLM's says so in
 * {@code docs/config.md}.
 */
final class Keys {
  private static final List<Key<?>> ALL = new ArrayList<>();

  // Server and API
  static final Key<String> BACKEND =
      required("backend", ScalarTypes.choice(Api.keys(), List.of()), "openai-chat");
  static final Key<List<Weighted>> BASE_URL = optional("base_url", new WeightedType(false));
  static final Key<String> URL_STRATEGY =
      required(
          "url_strategy",
          ScalarTypes.choice(List.of("round_robin", "least_in_flight", "weighted"), List.of()),
          "round_robin");
  static final Key<String> CONNECTION_POLICY =
      required(
          "connection_policy",
          ScalarTypes.choice(List.of("reuse", "fresh", "sticky"), List.of()),
          "reuse");
  static final Key<Boolean> HTTP2 = required("http2", ScalarTypes.flag(), "false");
  static final Key<Path> CLIENT_CERT = optional("client_cert", ScalarTypes.path());
  static final Key<Path> CLIENT_KEY = optional("client_key", ScalarTypes.path());
  static final Key<String> HOST =
      required("host", ScalarTypes.text("a host name or address", Route::isHost), "127.0.0.1");
  static final Key<Integer> PORT =
      required("port", ScalarTypes.integer(1, 65_535).map(Long::intValue), "8000");
  static final Key<String> ENDPOINT =
      optional("endpoint", ScalarTypes.text("a route that begins with /", Route::isRoute));
  static final Key<List<KeyValues.Pair>> HEADER = optional("header", MapTypes.headers());
  static final Key<Boolean> STREAM = required("stream", ScalarTypes.flag(), "true");
  static final Key<String> MAX_TOKENS_FIELD = optional("max_tokens_field", ScalarTypes.text());
  static final Key<Map<String, Object>> TEMPLATE = optional("template", JsonTypes.map());
  static final Key<Boolean> INSECURE = required("insecure", ScalarTypes.flag(), "false");
  static final Key<Path> CA_FILE = optional("ca_file", ScalarTypes.path());
  static final Key<List<Weighted>> MODEL = optional("model", new WeightedType(false));
  static final Key<String> SERVED_MODEL_NAME = optional("served_model_name", ScalarTypes.text());
  static final Key<List<Weighted>> LORA_MODULES = optional("lora_modules", new WeightedType(true));
  static final Key<String> LORA_ASSIGNMENT =
      required(
          "lora_assignment",
          ScalarTypes.choice(List.of("random", "round-robin"), List.of()),
          "random");
  static final Key<String> REQUEST_ID_PREFIX =
      optional("request_id_prefix", ScalarTypes.text("printable ASCII", Headers::isPlain));

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

  /** NumPy's global generator, which vLLM seeds too, takes 32 bits. */
  static final Key<Long> SEED = required("seed", ScalarTypes.integer(0, 4_294_967_295L), "0");

  // Load
  static final Key<List<IntPair>> CONCURRENCY_PROMPTS =
      optional("concurrency_prompts", ListTypes.pairs("[concurrency, prompts]", "[[1,10],[4,40]]"));
  static final Key<Integer> MAX_CONCURRENCY = optional("max_concurrency", ScalarTypes.integer(1));
  static final Key<Integer> NUM_PROMPTS = required("num_prompts", ScalarTypes.integer(1), "1000");
  static final Key<Integer> NUM_RUNS = required("num_runs", ScalarTypes.integer(1), "1");
  static final Key<RepeatSpec.Until> REPEAT_UNTIL = optional("repeat_until", RepeatTypes.until());
  static final Key<Boolean> VARY_SEED = required("vary_seed", ScalarTypes.flag(), "false");
  static final Key<Boolean> SHUFFLE_CASES = required("shuffle_cases", ScalarTypes.flag(), "false");
  static final Key<Integer> NUM_WARMUPS = required("num_warmups", ScalarTypes.integer(0), "0");
  static final Key<Boolean> CLIENT_WARMUP = required("client_warmup", ScalarTypes.flag(), "true");
  static final Key<Boolean> NETWORK_ADJUSTED =
      required("network_adjusted", ScalarTypes.flag(), "false");
  static final Key<Integer> READY_CHECK_TIMEOUT_SEC =
      required("ready_check_timeout_sec", ScalarTypes.integer(0), "0");
  static final Key<Duration> CONNECT_TIMEOUT =
      required("connect_timeout", ScalarTypes.seconds(), "10");
  static final Key<Duration> REQUEST_TIMEOUT =
      required("request_timeout", ScalarTypes.seconds(), "21600");
  static final Key<Duration> STREAM_IDLE_TIMEOUT =
      required("stream_idle_timeout", ScalarTypes.seconds(), "300");
  static final Key<Integer> MAX_RETRIES = required("max_retries", ScalarTypes.integer(0), "0");
  static final Key<Duration> DRAIN_TIMEOUT = required("drain_timeout", ScalarTypes.seconds(), "30");
  static final Key<Integer> PARALLEL_CASES =
      required("parallel_cases", ScalarTypes.integer(1), "1");
  static final Key<Boolean> DRY_RUN = required("dry_run", ScalarTypes.flag(), "false");

  // What each request asks. Ranges are those of vLLM's server (sampling_params.py, _verify_args).
  static final Key<Boolean> IGNORE_EOS = optional("ignore_eos", ScalarTypes.flag());
  static final Key<Integer> LOGPROBS = optional("logprobs", ScalarTypes.integer(-1));
  static final Key<Double> TOP_P =
      optional("top_p", ScalarTypes.number("in (0, 1]", p -> p > 0 && p <= 1));
  static final Key<Integer> TOP_K = optional("top_k", ScalarTypes.integer(-1));
  static final Key<Double> MIN_P =
      optional("min_p", ScalarTypes.number("in [0, 1]", p -> p >= 0 && p <= 1));
  static final Key<Double> TEMPERATURE =
      optional("temperature", ScalarTypes.number("in [0, 2]", t -> t >= 0 && t <= 2));
  static final Key<Double> FREQUENCY_PENALTY =
      optional("frequency_penalty", ScalarTypes.number("in [-2, 2]", p -> Math.abs(p) <= 2));
  static final Key<Double> PRESENCE_PENALTY =
      optional("presence_penalty", ScalarTypes.number("in [-2, 2]", p -> Math.abs(p) <= 2));
  static final Key<Double> REPETITION_PENALTY =
      optional("repetition_penalty", ScalarTypes.number("> 0", p -> p > 0 && Double.isFinite(p)));
  static final Key<String> CACHE_SALT = optional("cache_salt", ScalarTypes.text());
  static final Key<Boolean> CONTINUOUS_USAGE_STATS =
      required("continuous_usage_stats", ScalarTypes.flag(), "false");
  static final Key<Map<String, Object>> EXTRA_BODY = optional("extra_body", JsonTypes.map());

  // Metrics
  static final Key<Set<Metric>> PERCENTILE_METRICS =
      required("percentile_metrics", MapTypes.metrics(), "ttft,tpot,itl,e2el");
  static final Key<Set<Double>> METRIC_PERCENTILES =
      required(
          "metric_percentiles",
          ListTypes.items(
              "percentiles such as \"50,99\"",
              ScalarTypes.number("in [0, 100]", p -> p >= 0 && p <= 100)),
          "99");
  static final Key<Slo> GOODPUT = optional("goodput", MapTypes.goodput());
  static final Key<List<GoodputSet>> GOODPUT_SETS = optional("goodput_sets", new GoodputSetsType());
  static final Key<Duration> SLICE = required("slice", ScalarTypes.slice(), "0");
  static final Key<Boolean> HDR_HISTOGRAMS =
      required("hdr_histograms", ScalarTypes.flag(), "false");
  static final Key<Double> MAX_FAILED_RATIO =
      required("max_failed_ratio", ScalarTypes.number("in [0, 1]", r -> r >= 0 && r <= 1), "0");

  // What the server says, and what it is told beside the load
  static final Key<List<String>> SERVER_METRICS_URLS =
      optional("server_metrics_urls", ListTypes.texts("a list of http(s) addresses"));
  static final Key<Double> SERVER_METRICS_INTERVAL =
      required(
          "server_metrics_interval",
          ScalarTypes.number(
              "of seconds, 0 or from 0.1 to 3600", s -> s == 0 || (s >= 0.1 && s <= 3600)),
          "1");
  static final Key<List<String>> SERVER_METRICS_NAMES =
      required("server_metrics_names", ListTypes.texts("a list of regular expressions"), "[]");
  static final Key<Boolean> RESET_PREFIX_CACHE =
      required("reset_prefix_cache", ScalarTypes.flag(), "false");
  static final Key<Boolean> PROFILE = required("profile", ScalarTypes.flag(), "false");

  // Results
  static final Key<Path> RESULT_DIR = required("result_dir", ScalarTypes.path(), "results");
  static final Key<String> RESULT_FILENAME =
      optional(
          "result_filename",
          ScalarTypes.text(
              "a plain file name that ends in .json, not status.json or repeats.json",
              OutputReader::isResultFilename));
  static final Key<Boolean> RESUME = required("resume", ScalarTypes.flag(), "false");
  static final Key<Boolean> SAVE_DETAILED = required("save_detailed", ScalarTypes.flag(), "false");
  static final Key<Boolean> SAVE_REQUESTS = required("save_requests", ScalarTypes.flag(), "false");
  static final Key<Boolean> SAVE_BODIES = required("save_bodies", ScalarTypes.flag(), "false");
  static final Key<AnswerCheck> CHECK_ANSWERS = optional("check_answers", new AnswerCheckType());
  static final Key<Boolean> DATASET_STATS = required("dataset_stats", ScalarTypes.flag(), "false");
  static final Key<Map<String, String>> METADATA = optional("metadata", MapTypes.metadata());
  static final Key<String> LABEL = optional("label", ScalarTypes.text());
  static final Key<Boolean> DISABLE_TQDM = required("disable_tqdm", ScalarTypes.flag(), "false");

  // The embedded engine: about what one small GPU does with a model of a few billion parameters.
  static final Key<Boolean> ENGINE_EXACT = required("engine_exact", ScalarTypes.flag(), "false");
  static final Key<Double> ENGINE_TTFT_MS = required("engine_ttft_ms", millis(), "50");
  static final Key<Double> ENGINE_ITL_MS = required("engine_itl_ms", millis(), "10");
  static final Key<Integer> ENGINE_MAX_NUM_SEQS =
      required("engine_max_num_seqs", ScalarTypes.integer(1), "8");
  static final Key<Integer> ENGINE_MAX_NUM_BATCHED_TOKENS =
      required("engine_max_num_batched_tokens", ScalarTypes.integer(1), "2048");
  static final Key<Integer> ENGINE_MAX_MODEL_LEN =
      required("engine_max_model_len", ScalarTypes.integer(2), "32768");
  static final Key<Double> ENGINE_STEP_MS = required("engine_step_ms", millis(), "10");
  static final Key<Double> ENGINE_STEP_PER_SEQ_MS =
      required("engine_step_per_seq_ms", millis(), "0.15");
  static final Key<Double> ENGINE_PREFILL_MS_PER_TOKEN =
      required("engine_prefill_ms_per_token", millis(), "0.05");
  static final Key<Boolean> ENGINE_PREFIX_CACHING =
      required("engine_prefix_caching", ScalarTypes.flag(), "true");
  static final Key<Integer> ENGINE_KV_BLOCKS =
      required("engine_kv_blocks", ScalarTypes.integer(0), "0");
  static final Key<Long> ENGINE_SEED =
      required("engine_seed", ScalarTypes.integer(Long.MIN_VALUE, Long.MAX_VALUE), "0");
  static final Key<List<String>> ENGINE_FAULTS =
      required("engine_faults", ListTypes.texts("a list of faults (see docs/engine.md)"), "[]");

  private Keys() {}

  /** In the order of this file. */
  static List<Key<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  /** Those that say which prompts there are, but for the mix and the list of cases. */
  static List<Key<?>> datasetKeys() {
    return ALL.subList(ALL.indexOf(DATASET_NAME), ALL.indexOf(SEED)).stream()
        .filter(key -> key != DATASET_MIX && key != INPUT_OUTPUT)
        .toList();
  }

  private static ValueType<Double> notNegative() {
    return ScalarTypes.number("≥ 0", n -> n >= 0 && Double.isFinite(n));
  }

  private static ValueType<Double> millis() {
    return ScalarTypes.number(
        "of milliseconds from 0 to 3600000", ms -> ms >= 0 && ms <= 3_600_000);
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
}
