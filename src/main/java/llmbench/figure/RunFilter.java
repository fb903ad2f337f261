// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import llmbench.sweep.PythonText;

/**
 * A condition of {@code --filter-by}: {@code max_concurrency<1000}.
 *
 * @param variable what it is of
 * @param operator how it is compared
 * @param target with what, without quotes
 */
record RunFilter(String variable, Operator operator, String target) {
  /** Those of vLLM; one that begins another one comes after it. */
  enum Operator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    AT_MOST("<="),
    AT_LEAST(">="),
    BELOW("<"),
    ABOVE(">");

    final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    boolean ofOrder() {
      return this != EQUAL && this != NOT_EQUAL;
    }
  }

  /**
   * Reads a list with commas.
   *
   * @param problems where mistakes go
   */
  static List<RunFilter> parse(String text, List<String> problems) {
    List<RunFilter> filters = new ArrayList<>();
    for (String part : VariableList.of(text)) {
      RunFilter filter = one(part);
      if (filter.variable().isEmpty()
          || (filter.operator().ofOrder() && Numerals.parse(filter.target()).isEmpty())) {
        problems.add(
            "--filter-by: expected a variable, one of ==, !=, <=, >=, < and >, and a value,"
                + " such as max_concurrency<1000, found \""
                + part
                + "\"");
      } else {
        filters.add(filter);
      }
    }
    return filters;
  }

  private static RunFilter one(String part) {
    for (Operator operator : Operator.values()) {
      int at = part.indexOf(operator.sign);
      if (at >= 0) {
        String target = part.substring(at + operator.sign.length()).strip();
        return new RunFilter(part.substring(0, at).strip(), operator, unquoted(target));
      }
    }
    return new RunFilter("", Operator.EQUAL, "");
  }

  private static String unquoted(String text) {
    return text.replaceAll("^['\"]+|['\"]+$", "");
  }

  /** Whether a value is kept; what is not there equals nothing. */
  boolean keeps(JsonNode value) {
    OptionalDouble number = Numerals.parse(target);
    return switch (operator) {
      case EQUAL -> equal(value, number);
      case NOT_EQUAL -> !equal(value, number);
      case AT_MOST -> RunTable.number(value) <= number.orElseThrow();
      case AT_LEAST -> RunTable.number(value) >= number.orElseThrow();
      case BELOW -> RunTable.number(value) < number.orElseThrow();
      case ABOVE -> RunTable.number(value) > number.orElseThrow();
    };
  }

  private boolean equal(JsonNode value, OptionalDouble number) {
    if (RunTable.absent(value)) {
      return false;
    }
    return (number.isPresent() && RunTable.number(value) == number.orElseThrow())
        || PythonText.str(value).equals(target);
  }

  @Override
  public String toString() {
    return variable + operator.sign + target;
  }
}
