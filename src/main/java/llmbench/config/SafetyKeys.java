// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import llmbench.plan.RequestSpec;

/** The keys that keep a run safe from servers, and secrets from files; as in {@link Keys}. */
final class SafetyKeys {
  private static final List<Key<?>> ALL = new ArrayList<>();

  /** A body lies in one array which grows by doubling, so no more than half of the most. */
  private static final long MOST_ANSWER_BYTES = 1L << 29;

  static final Key<Long> MAX_ANSWER_BYTES =
      add(
          Key.required(
              "max_answer_bytes",
              ScalarTypes.integer(1, MOST_ANSWER_BYTES),
              String.valueOf(RequestSpec.MAX_ANSWER_BYTES)));

  static final Key<Set<String>> SECRET_HEADERS =
      add(
          Key.optional(
              "secret_headers",
              ListTypes.items(
                  "a list of headers' names",
                  ScalarTypes.text("a header's name", Headers::isName))));

  private SafetyKeys() {}

  /** In the order of this file. */
  static List<Key<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  private static <T> Key<T> add(Key<T> key) {
    ALL.add(key);
    return key;
  }
}
