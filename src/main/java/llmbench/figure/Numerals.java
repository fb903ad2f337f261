// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers as Python's {@code float} reads them. */
final class Numerals {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  private Numerals() {}

  /** Empty if the text is no number. */
  static OptionalDouble parse(String text) {
    String bare = text.strip();
    if (NUMBER.matcher(bare).matches()) {
      return OptionalDouble.of(Double.parseDouble(bare));
    }
    return switch (bare.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf", "infinity", "+infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "-inf", "-infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
      case "nan", "+nan", "-nan" -> OptionalDouble.of(Double.NaN);
      default -> OptionalDouble.empty();
    };
  }
}
