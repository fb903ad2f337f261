// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.util.Map;

/**
 * A column of the table of cases.
 *
 * @param heading what it shows
 * @param unit of its figures
 * @param key the figure's key in a result
 * @param better what is better
 */
record CaseColumn(String heading, String unit, String key, Better better) {
  /** Which of two figures is better. */
  enum Better {
    MORE,
    LESS
  }

  /** For the template. */
  Map<String, Object> view() {
    return Map.of("heading", heading, "unit", unit);
  }
}
