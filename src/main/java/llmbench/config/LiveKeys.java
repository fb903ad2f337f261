// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The keys of what is shown while a run goes on; as in {@link Keys}. */
final class LiveKeys {
  private static final List<Key<?>> ALL = new ArrayList<>();

  static final Key<Boolean> QUIET = add(Key.required("quiet", ScalarTypes.flag(), "false"));

  private LiveKeys() {}

  /** In the order of this file. */
  static List<Key<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  private static <T> Key<T> add(Key<T> key) {
    ALL.add(key);
    return key;
  }
}
