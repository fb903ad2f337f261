// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as tables show them. */
final class Signs {
  private Signs() {}

  /** A value with its unit's usual digits; the share of failures in per cent. */
  static String value(FigureChange change, double value) {
    if (change.inPoints()) {
      return String.format(Locale.ROOT, "%.2f %%", 100 * value);
    }
    String number =
        value != 0 && Math.abs(value) < 1
            ? String.format(Locale.ROOT, "%.3g", value)
            : String.format(Locale.ROOT, "%.2f", value);
    return number + " " + change.unit();
  }

  /** {@code +4.2 %}, {@code −1.0 pt}, or "from 0". */
  static String change(FigureChange change) {
    Double percent = change.change();
    if (percent == null) {
      return change.a() == 0 && change.b() > 0 ? "from 0" : "–";
    }
    return signed(percent) + unit(change);
  }

  /** {@code +1.2 to +7.1 %}; an end that is not there is "?". */
  static String interval(FigureChange change, @Nullable Double low, @Nullable Double high) {
    if (low == null && high == null) {
      return "–";
    }
    return end(low) + " to " + end(high) + unit(change);
  }

  /** Without needless digits: {@code 5}, {@code 2.5}. */
  static String plain(double number) {
    return new BigDecimal(String.format(Locale.ROOT, "%.3f", number))
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String end(@Nullable Double percent) {
    return percent == null ? "?" : signed(percent);
  }

  private static String unit(FigureChange change) {
    return change.inPoints() ? " pt" : " %";
  }

  private static String signed(double percent) {
    return String.format(Locale.ROOT, "%+.1f", percent == 0 ? 0.0 : percent);
  }
}
