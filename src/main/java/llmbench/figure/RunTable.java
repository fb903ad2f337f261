// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import llmbench.sweep.PythonText;

/**
 * Runs as a table, as {@code pandas} has them: the texts {@code inf}, {@code -inf} and {@code nan}
 * are numbers, and whole numbers of a column that also has fractions or gaps are shown as
 * fractions.
 */
final class RunTable {
  private final List<ObjectNode> runs;
  private final Set<String> columns = new LinkedHashSet<>();

  private RunTable(List<ObjectNode> runs) {
    this.runs = List.copyOf(runs);
    runs.forEach(run -> run.fieldNames().forEachRemaining(columns::add));
  }

  static RunTable of(List<ObjectNode> runs) {
    List<ObjectNode> converted = new ArrayList<>();
    for (ObjectNode run : runs) {
      ObjectNode copy = run.deepCopy();
      run.properties()
          .forEach(
              field -> {
                double value = special(field.getValue());
                if (value != 0) {
                  copy.set(field.getKey(), DoubleNode.valueOf(value));
                }
              });
      converted.add(copy);
    }
    return new RunTable(converted);
  }

  /** The number that such a text stands for; 0 for all else. */
  private static double special(JsonNode value) {
    return switch (value.isTextual() ? value.textValue() : "") {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> 0;
    };
  }

  List<ObjectNode> runs() {
    return runs;
  }

  /** Names, in the order in which they first come. */
  Set<String> columns() {
    return columns;
  }

  RunTable where(Predicate<ObjectNode> kept) {
    return new RunTable(runs.stream().filter(kept).toList());
  }

  RunTable with(String column, UnaryOperator<JsonNode> change) {
    List<ObjectNode> changed = new ArrayList<>();
    for (ObjectNode run : runs) {
      ObjectNode copy = run.deepCopy();
      copy.set(column, change.apply(run.path(column)));
      changed.add(copy);
    }
    return new RunTable(changed);
  }

  /** Whether a column has nothing but numbers, gaps, and true and false. */
  boolean numeric(String column) {
    return runs.stream().map(run -> run.path(column)).allMatch(RunTable::isNumber);
  }

  static boolean isNumber(JsonNode value) {
    return absent(value) || value.isNumber() || value.isBoolean();
  }

  static boolean absent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  /** A number; true is 1; NaN where there is none. */
  static double number(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue() ? 1 : 0;
    }
    return value.isNumber() ? value.doubleValue() : Double.NaN;
  }

  /** A run's value as text, equal for values that are equal in its column. */
  String text(ObjectNode run, String column) {
    JsonNode value = run.path(column);
    boolean fractions =
        value.isIntegralNumber()
            && numeric(column)
            && runs.stream()
                .map(each -> each.path(column))
                .anyMatch(each -> absent(each) || each.isFloatingPointNumber());
    return fractions ? PythonText.number(value.doubleValue()) : PythonText.str(value);
  }
}
