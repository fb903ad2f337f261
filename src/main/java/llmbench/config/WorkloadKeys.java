// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The keys of classes of requests, and of headers that tell limits; as in {@link Keys}. */
final class WorkloadKeys {
  private static final List<Key<?>> ALL = new ArrayList<>();

  static final Key<List<WorkloadsType.Written>> WORKLOADS =
      optional("workloads", new WorkloadsType());
  static final Key<Boolean> SLO_HEADERS = required("slo_headers", ScalarTypes.flag(), "false");
  static final Key<String> SLO_UNIT =
      required("slo_unit", ScalarTypes.choice(List.of("s", "ms", "us"), List.of()), "ms");
  static final Key<String> SLO_TTFT_HEADER = optional("slo_ttft_header", headerName());
  static final Key<String> SLO_TPOT_HEADER = optional("slo_tpot_header", headerName());
  static final Key<String> SLO_E2EL_HEADER = optional("slo_e2el_header", headerName());

  private WorkloadKeys() {}

  /** In the order of this file. */
  static List<Key<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  private static ValueType<String> headerName() {
    return ScalarTypes.text("a header's name", Headers::isName);
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
