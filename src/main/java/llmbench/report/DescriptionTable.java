// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import llmbench.metrics.Description;
import llmbench.metrics.Percentile;

/**
 * Descriptions as pandas prints them, a row each: {@code describe().transpose()} at {@code
 * display.precision} 2, all columns side by side ({@code pandas/io/formats/format.py}, {@code
 * FloatArrayFormatter}). A column has one form for all its numbers: two decimals, of which those
 * that are zero in each are cut but for one; or powers of ten where a number is over a million, or
 * under a hundredth and not 0.
 */
public final class DescriptionTable {
  private static final double LARGE = 1e6;
  private static final double SMALL = 1e-2;
  private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);

  private DescriptionTable() {}

  /**
   * The table, every line ended by a line feed; empty without rows.
   *
   * @param rows by their names, all with the same quantiles
   */
  public static String text(Map<String, Description> rows) {
    if (rows.isEmpty()) {
      return "";
    }
    List<Description> values = List.copyOf(rows.values());
    List<List<String>> columns = new ArrayList<>();
    List<String> names = new ArrayList<>(List.of(""));
    names.addAll(rows.keySet());
    columns.add(names);
    columns.add(column("count", values.stream().mapToDouble(Description::count).toArray()));
    columns.add(column("mean", values.stream().mapToDouble(Description::mean).toArray()));
    columns.add(column("std", values.stream().mapToDouble(Description::std).toArray()));
    columns.add(column("min", values.stream().mapToDouble(Description::min).toArray()));
    List<Percentile> quantiles = values.get(0).quantiles();
    for (int i = 0; i < quantiles.size(); i++) {
      int at = i;
      columns.add(
          column(
              quantiles.get(i).word() + "%",
              values.stream().mapToDouble(row -> row.quantiles().get(at).millis()).toArray()));
    }
    columns.add(column("max", values.stream().mapToDouble(Description::max).toArray()));
    return BatchTable.lines(columns);
  }

  private static List<String> column(String heading, double[] values) {
    List<String> column = new ArrayList<>(List.of(heading));
    double[] sizes = Arrays.stream(values).map(Math::abs).toArray();
    boolean powers =
        Arrays.stream(sizes).anyMatch(size -> size > LARGE || (size > 0 && size < SMALL));
    if (powers) {
      Arrays.stream(values).mapToObj(DescriptionTable::power).forEach(column::add);
      return column;
    }
    List<String> fixed = Arrays.stream(values).mapToObj(DescriptionTable::fixed).toList();
    while (fixed.stream().allMatch(text -> text.equals("NaN") || text.endsWith("0"))
        && fixed.stream().anyMatch(text -> text.endsWith("0"))) {
      fixed = each(fixed, text -> text.equals("NaN") ? text : text.substring(0, text.length() - 1));
    }
    column.addAll(each(fixed, text -> text.endsWith(".") ? text + "0" : text));
    return column;
  }

  private static List<String> each(List<String> texts, UnaryOperator<String> change) {
    return texts.stream().map(change).toList();
  }

  private static String fixed(double value) {
    return Double.isNaN(value) ? "NaN" : ConsoleBlock.twoDecimals(value);
  }

  /** Python's {@code .2e}: the exact value, rounded half to even. */
  private static String power(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS);
    return String.format(Locale.ROOT, "%.2e", rounded);
  }
}
