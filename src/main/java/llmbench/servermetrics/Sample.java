// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.util.Map;
import java.util.TreeMap;

/**
 * One line of an exposition.
 *
 * @param name the metric's name as written, with {@code _total}, {@code _bucket} and so on
 * @param labels by name, unescaped
 * @param value may be infinite or NaN
 */
record Sample(String name, Map<String, String> labels, double value) {
  /** Name and labels in one text, the same however the labels are ordered. */
  String series() {
    return labels.isEmpty() ? name : name + new TreeMap<>(labels);
  }
}
