// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import llmbench.plan.ExportFormat;

/** The keys of further forms of results; as in {@link Keys}. */
final class ExportKeys {
  private static final List<Key<?>> ALL = new ArrayList<>();

  static final Key<Set<ExportFormat>> EXPORT =
      add(
          Key.optional(
              "export",
              ListTypes.items(
                  "a list of parquet, pytorch, duckdb, mlflow",
                  ScalarTypes.ofText(
                      "one of parquet, pytorch, duckdb, mlflow",
                      text -> ExportFormat.of(text).orElse(null)))));

  static final Key<Boolean> APPEND_RESULT =
      add(Key.required("append_result", ScalarTypes.flag(), "false"));

  private ExportKeys() {}

  /** In the order of this file. */
  static List<Key<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  private static <T> Key<T> add(Key<T> key) {
    ALL.add(key);
    return key;
  }
}
