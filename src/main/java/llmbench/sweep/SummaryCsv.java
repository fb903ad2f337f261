// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.results.CsvCell;

/**
 * Results as a table, as {@code pandas.DataFrame.from_records(runs).to_csv()} writes them: a row
 * each, numbered from 0; columns in the order in which their keys first come; nothing for what is
 * null, NaN or not there; lists and maps as Python's {@code repr}. As in pandas, whole numbers of a
 * column that also has fractions or gaps are written as floats. Other than in pandas, a text that a
 * spreadsheet would run as a formula gets an apostrophe ({@link CsvCell}).
 */
final class SummaryCsv {
  private static final int BITS = 64;

  private SummaryCsv() {}

  static String of(List<ObjectNode> runs) {
    Set<String> columns = new LinkedHashSet<>();
    runs.forEach(run -> run.fieldNames().forEachRemaining(columns::add));
    if (columns.isEmpty()) {
      // What csv.writer makes of a row with nothing but an empty field.
      return "\"\"\n";
    }
    Map<String, Boolean> asFloats = new LinkedHashMap<>();
    columns.forEach(column -> asFloats.put(column, floats(runs, column)));
    StringBuilder text = new StringBuilder();
    columns.forEach(column -> text.append(',').append(field(safe(column))));
    for (int row = 0; row < runs.size(); row++) {
      text.append('\n').append(row);
      ObjectNode run = runs.get(row);
      asFloats.forEach(
          (column, asFloat) -> text.append(',').append(field(written(run.path(column), asFloat))));
    }
    return text.append('\n').toString();
  }

  /** Whether pandas takes a column for one of floats ({@code lib.maybe_convert_objects}). */
  private static boolean floats(List<ObjectNode> runs, String column) {
    List<JsonNode> values = new ArrayList<>();
    boolean nulls = false;
    boolean wide = false;
    boolean fraction = false;
    for (ObjectNode run : runs) {
      JsonNode value = run.path(column);
      if (value.isNull()) {
        nulls = true;
      } else if (!value.isMissingNode() && !value.isNumber()) {
        return false;
      } else {
        fraction |= value.isMissingNode() || value.isFloatingPointNumber();
        values.add(value);
      }
    }
    boolean negative = false;
    for (JsonNode value : values) {
      if (value.isIntegralNumber()) {
        BigInteger number = value.bigIntegerValue();
        if (number.signum() > 0 ? number.bitLength() > BITS : number.bitLength() >= BITS) {
          return false;
        }
        negative |= number.signum() < 0;
        wide |= number.bitLength() >= BITS;
      }
    }
    return (fraction || nulls) && !(wide && (nulls || negative));
  }

  private static String safe(String text) {
    return String.valueOf(CsvCell.safe(text));
  }

  private static String written(JsonNode value, boolean asFloat) {
    if (value.isNull() || value.isMissingNode() || isNan(value)) {
      return "";
    }
    return asFloat ? PythonText.number(value.doubleValue()) : safe(PythonText.str(value));
  }

  private static boolean isNan(JsonNode value) {
    return value.isFloatingPointNumber() && Double.isNaN(value.doubleValue());
  }

  private static String field(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
