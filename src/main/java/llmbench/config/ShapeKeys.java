// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import llmbench.plan.PhaseSpec;
import llmbench.plan.ThinkTime;

/** The keys that shape a load beside the times of its requests; as in {@link Keys}. */
final class ShapeKeys {
  private static final List<Key<?>> ALL = new ArrayList<>();

  static final Key<Integer> PREFILL_CONCURRENCY =
      optional("prefill_concurrency", ScalarTypes.integer(1));
  static final Key<Double> CANCEL_RATIO =
      optional("cancel_ratio", ScalarTypes.number("> 0 and ≤ 1", n -> n > 0 && n <= 1));
  static final Key<ThinkTime> CANCEL_AFTER = optional("cancel_after", TrafficTypes.cancelAfter());
  static final Key<Integer> CANCEL_AFTER_TOKENS =
      optional("cancel_after_tokens", ScalarTypes.integer(1));

  static final Key<Double> PROBE_REQUEST_RATE =
      required(
          "probe_request_rate",
          ScalarTypes.number("≥ 0", n -> n >= 0 && Double.isFinite(n)),
          "0.0");

  static final Key<Double> STOP_ON_FAILURE_RATIO =
      optional("stop_on_failure_ratio", ScalarTypes.number("≥ 0 and < 1", n -> n >= 0 && n < 1));
  static final Key<Integer> STOP_FAILURE_WINDOW =
      required("stop_failure_window", ScalarTypes.integer(1), "100");
  static final Key<Integer> STOP_ON_CONSECUTIVE_FAILURES =
      optional("stop_on_consecutive_failures", ScalarTypes.integer(1));
  static final Key<Boolean> STOP_ON_SATURATION =
      required("stop_on_saturation", ScalarTypes.flag(), "false");
  static final Key<Long> MAX_TOKENS_TOTAL =
      optional("max_tokens_total", ScalarTypes.integer(1, Long.MAX_VALUE));
  static final Key<Duration> MAX_DURATION_TOTAL =
      optional("max_duration_total", ScalarTypes.seconds());

  static final Key<PhaseSpec> WARMUP_PHASE = optional("warmup_phase", new PhaseType(true));
  static final Key<PhaseSpec> COOLDOWN_PHASE = optional("cooldown_phase", new PhaseType(false));

  private ShapeKeys() {}

  /** In the order of this file. */
  static List<Key<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  /** Those beside which a grace period means something. */
  static List<Key<?>> needGrace() {
    return List.of(
        PROBE_REQUEST_RATE,
        STOP_ON_FAILURE_RATIO,
        STOP_ON_CONSECUTIVE_FAILURES,
        STOP_ON_SATURATION,
        MAX_TOKENS_TOTAL,
        MAX_DURATION_TOTAL);
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
