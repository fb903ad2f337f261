// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The keys of the embedded engine; as in {@link Keys}. */
final class EngineKeys {
  private static final List<Key<?>> ALL = new ArrayList<>();

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

  private EngineKeys() {}

  /** In the order of this file. */
  static List<Key<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  private static <T> Key<T> required(String name, ValueType<T> type, String defaultText) {
    Key<T> key = Key.required(name, type, defaultText);
    ALL.add(key);
    return key;
  }

  private static ValueType<Double> millis() {
    return ScalarTypes.number(
        "of milliseconds from 0 to 3600000", ms -> ms >= 0 && ms <= 3_600_000);
  }
}
