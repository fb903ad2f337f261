// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values that replace those of a configuration.
 *
 * @param place where they are from, for messages, such as {@code bench.json entry 2}
 * @param values in YAML by key, in order; one without a value takes the configuration's away
 */
public record Overrides(String place, Map<String, String> values) {
  /** Keeps the order. */
  public Overrides {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
