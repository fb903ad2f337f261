// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How numbers are written in the page. */
final class Numbers {
  private static final MathContext DATA = new MathContext(5);
  private static final double HUNDRED = 100;

  private Numbers() {}

  /** For people: two decimals below 100, one below 10,000, then none; a dash for none. */
  static String shown(@Nullable Double value) {
    if (value == null || !Double.isFinite(value)) {
      return "–";
    }
    double size = Math.abs(value);
    String pattern = size < HUNDRED ? "0.00" : size < HUNDRED * HUNDRED ? "#,##0.0" : "#,##0";
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
  }

  /** A whole number with its thousands apart. */
  static String shown(long value) {
    return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
  }

  /** A share in percent. */
  static String percent(double share) {
    return new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT))
            .format(share * HUNDRED)
        + " %";
  }

  /** For charts: five digits are more than a screen has. */
  static double rounded(double value) {
    return Double.isFinite(value) ? BigDecimal.valueOf(value).round(DATA).doubleValue() : 0;
  }

  static double[] rounded(double[] values) {
    return Arrays.stream(values).map(Numbers::rounded).toArray();
  }

  /** Seconds to a tenth of a millisecond. */
  static double seconds(long nanos) {
    return Math.round(nanos / 1e5) / 1e4;
  }
}
