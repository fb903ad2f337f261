// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.regex.Pattern;

/** What addresses look like. */
final class Route {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+|\\[?[0-9A-Fa-f:.]+]?");
  private static final Pattern PATH = Pattern.compile("/[!-~&&[^#]]*");

  private Route() {}

  static boolean isRoute(String text) {
    return PATH.matcher(text).matches();
  }

  static boolean isHost(String text) {
    return HOST.matcher(text).matches();
  }
}
