// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A cell of a table that people open in a spreadsheet. A text that the spreadsheet would run as a
 * formula ({@code =}, {@code +}, {@code -}, {@code @}, tab or carriage return at its start) gets an
 * apostrophe before it, as OWASP's page on CSV injection advises; numbers stay.
 */
public final class CsvCell {
  private static final String STARTS = "=+-@\t\r";
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?|[+-]?(inf|Infinity)");

  private CsvCell() {}

  /** The text as it is, or with an apostrophe before it; null stays null. */
  public static @Nullable String safe(@Nullable String text) {
    return text == null
            || text.isEmpty()
            || STARTS.indexOf(text.charAt(0)) < 0
            || NUMBER.matcher(text).matches()
        ? text
        : "'" + text;
  }
}
