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
import llmbench.plan.AnswerCheck;
import llmbench.plan.GoodputSet;
import llmbench.plan.Metric;
import llmbench.plan.RepeatSpec;
import llmbench.plan.Slo;

/**
 * The keys that are built, and all their defaults. A default that differs from vLLM's says so in
 * {@code docs/config.md}. Of load, requests, metrics and results here; others stand in files of
 * their own.
 */
final class Keys {
  private static final List<Key<?>> ALL = new ArrayList<>();

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

  private Keys() {}

  /** In the order of this file. */
  static List<Key<?>> all() {
    return Collections.unmodifiableList(ALL);
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
