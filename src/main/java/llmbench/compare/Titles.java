// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.util.Locale;

/** Names of figures for people. */
final class Titles {
  private Titles() {}

  static String of(String key) {
    if (key.equals(Figure.FAILED)) {
      return "failed requests";
    }
    if (!key.endsWith("_ms")) {
      return key.replace('_', ' ');
    }
    String[] parts = key.split("_", 3);
    return parts[0] + " " + parts[1].toUpperCase(Locale.ROOT);
  }
}
