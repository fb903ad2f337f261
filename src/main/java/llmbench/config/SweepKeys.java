// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys of sweeps and of a server that is started for the run; as in {@link Keys}. */
final class SweepKeys {
  private static final List<Key<?>> ALL = new ArrayList<>();

  static final Key<Map<String, Object>> SWEEP = optional("sweep", JsonTypes.map());
  static final Key<Path> SERVE_PARAMS = optional("serve_params", ScalarTypes.path());
  static final Key<Path> BENCH_PARAMS = optional("bench_params", ScalarTypes.path());
  static final Key<String> LINK_VARS =
      optional("link_vars", ScalarTypes.text("SERVE_KEY=BENCH_KEY,…", text -> !text.isBlank()));
  static final Key<String> WORKLOAD_VAR =
      optional(
          "workload_var",
          ScalarTypes.choice(List.of("request_rate", "max_concurrency"), List.of()));
  static final Key<Integer> WORKLOAD_ITERS =
      required("workload_iters", ScalarTypes.integer(2), "10");
  static final Key<Boolean> SWEEP_STARTUP = required("sweep_startup", ScalarTypes.flag(), "false");
  static final Key<String> SERVE_CMD = optional("serve_cmd", ScalarTypes.text());
  static final Key<Integer> SERVER_READY_TIMEOUT =
      required("server_ready_timeout", ScalarTypes.integer(1), "300");
  static final Key<String> AFTER_BENCH_CMD = optional("after_bench_cmd", ScalarTypes.text());
  static final Key<Integer> WARMUP_NUM_PROMPTS =
      required("warmup_num_prompts", ScalarTypes.integer(0), "0");
  static final Key<Boolean> CONTINUE_ON_ERROR =
      required("continue_on_error", ScalarTypes.flag(), "false");
  static final Key<Path> OUTPUT_DIR = optional("output_dir", ScalarTypes.path());
  static final Key<String> EXPERIMENT_NAME =
      optional(
          "experiment_name",
          ScalarTypes.text("a folder's name below result_dir, without ..", ScalarTypes::below));

  /**
   * Each of them makes a configuration that of a sweep; so does {@link #SWEEP_STARTUP}, if true.
   */
  static final List<Key<?>> MAKE_A_SWEEP = List.of(SWEEP, SERVE_PARAMS, BENCH_PARAMS, WORKLOAD_VAR);

  /** Keys of a batch that mean something else in a sweep, and are not for its runs. */
  private static final Set<String> TAKEN_OVER =
      Set.of(
          Keys.NUM_RUNS.name(),
          Keys.RESUME.name(),
          Keys.DRY_RUN.name(),
          Keys.RESULT_DIR.name(),
          Keys.RESULT_FILENAME.name());

  private SweepKeys() {}

  /** In the order of this file. */
  static List<Key<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  /** Whether a key is the sweep's own, and not for its runs. */
  static boolean ofSweep(String name) {
    return TAKEN_OVER.contains(name) || ALL.stream().anyMatch(key -> key.name().equals(name));
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
