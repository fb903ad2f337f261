// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns the pairs of {@code header} into headers, with {@code ${NAME}} replaced from the
 * environment. No message shows a value, nor a name that may be a part of one.
 */
final class Headers {
  /** What stands for a value wherever options are shown. */
  static final String MASK = "***";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}?");
  private static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Map<String, String> environment;
  private final Report report;

  Headers(Map<String, String> environment, Report report) {
    this.environment = environment;
    this.report = report;
  }

  /** The headers in the user's order, each value masked. */
  static Map<String, String> masked(Map<String, String> headers) {
    Map<String, String> masked = new LinkedHashMap<>();
    headers.keySet().forEach(name -> masked.put(name, MASK));
    return Collections.unmodifiableMap(masked);
  }

  /** Whether a text is a header's name. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Whether a text may stand in a header as it is. */
  static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  /** The headers; those with a mistake are reported and left out. */
  Map<String, String> read(List<KeyValues.Pair> pairs) {
    Map<String, String> headers = new LinkedHashMap<>();
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (KeyValues.Pair pair : pairs) {
      String value = expand(pair);
      if (!isName(pair.key())) {
        report.expected(
            pair.at(), "a header's name of letters, digits and -", "another character in it");
      } else if (!seen.add(pair.key())) {
        report.expected(pair.at(), "each header once", Found.quote(pair.key()) + " again");
      } else if (value != null) {
        headers.put(pair.key(), value);
      }
    }
    return Collections.unmodifiableMap(headers);
  }

  private @Nullable String expand(KeyValues.Pair pair) {
    StringBuilder value = new StringBuilder();
    boolean whole = true;
    Matcher variable = VARIABLE.matcher(pair.value());
    while (variable.find()) {
      String name = String.valueOf(variable.group(1));
      String found = environment.get(name);
      if (!VARIABLE_NAME.matcher(name).matches() || !variable.group().endsWith("}")) {
        report.expected(pair.at(), "${NAME} of an environment variable", "${ without a name and }");
        whole = false;
      } else if (found == null) {
        report.expected(pair.at(), "the environment variable " + name + " to be set", "it is not");
        whole = false;
      }
      variable.appendReplacement(value, Matcher.quoteReplacement(found == null ? "" : found));
    }
    variable.appendTail(value);
    if (whole && value.toString().isBlank()) {
      report.expected(pair.at(), "a value for each header", "none");
      return null;
    }
    if (whole && !isValue(value)) {
      report.expected(pair.at(), "a header's value on one line", "a control character in it");
      return null;
    }
    return whole ? value.toString().strip() : null;
  }

  private static boolean isValue(CharSequence value) {
    return value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f));
  }
}
