// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * System properties as the user wrote them. Gatling's Maven plugin hands them to the JVM that it
 * forks with quotes, backslashes and everything outside ASCII escaped as in Java source, and nobody
 * takes that back: {@code {"a": 1}} arrives as {@code {\"a\": 1}}. Source: {@code Fork.escape} of
 * gatling-enterprise-plugin-commons 1.26.2.
 */
final class ForkedProperties {
  /** What {@code Fork.escape} can have written. A bare quote proves that it was not at work. */
  private static final Pattern ESCAPED =
      Pattern.compile("(?:[ -!#-&(-\\[\\]-\\x7f]|\\\\[btnfr\"'\\\\]|\\\\u[0-9a-fA-F]{4})*+");

  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

  private final Properties properties;
  private final boolean forked;

  ForkedProperties(Properties properties) {
    this.properties = properties;
    // The plugin starts `java -jar …/gatlingbooter123.jar io.gatling.app.Gatling …`.
    this.forked = properties.getProperty("sun.java.command", "").contains("gatlingbooter");
  }

  /** The value of a property that is there. */
  String get(String name) {
    String value = properties.getProperty(name);
    return forked && ESCAPED.matcher(value).matches() ? unescape(value) : value;
  }

  private static String unescape(String value) {
    return ESCAPE
        .matcher(value)
        .replaceAll(
            escape -> {
              String code = escape.group(1);
              String letter = String.valueOf(escape.group(2));
              return Matcher.quoteReplacement(
                  code != null ? String.valueOf((char) Integer.parseInt(code, 16)) : plain(letter));
            });
  }

  private static String plain(String letter) {
    return switch (letter) {
      case "b" -> "\b";
      case "t" -> "\t";
      case "n" -> "\n";
      case "f" -> "\f";
      case "r" -> "\r";
      default -> letter;
    };
  }
}
