// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

  private ShapeKeys() {}

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
