// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A rounding of {@code --bin-by}: {@code request_throughput%1} takes each value down to a multiple
 * of the size.
 *
 * @param variable what it is of
 * @param size above 0
 */
record RunBin(String variable, double size) {

  /**
   * Reads a list with commas.
   *
   * @param problems where mistakes go
   */
  static List<RunBin> parse(String text, List<String> problems) {
    List<RunBin> bins = new ArrayList<>();
    for (String part : VariableList.of(text)) {
      int at = part.indexOf('%');
      OptionalDouble size =
          at > 0 ? Numerals.parse(part.substring(at + 1)) : OptionalDouble.empty();
      if (size.isPresent() && size.getAsDouble() > 0 && Double.isFinite(size.getAsDouble())) {
        bins.add(new RunBin(part.substring(0, at).strip(), size.getAsDouble()));
      } else {
        problems.add(
            "--bin-by: expected a variable, % and a size > 0, such as request_throughput%1, found"
                + " \""
                + part
                + "\"");
      }
    }
    return bins;
  }

  JsonNode of(JsonNode value) {
    double number = RunTable.number(value);
    return DoubleNode.valueOf(floorDivided(number, size) * size);
  }

  /**
   * {@code a // b} as numpy has it, for b above 0 ({@code npy_divmod}): NaN for what is endless.
   */
  static double floorDivided(double a, double b) {
    double rest = a % b;
    if (Double.isNaN(rest)) {
      return Double.NaN;
    }
    double whole = (a - rest) / b;
    if (rest < 0) {
      whole -= 1;
    }
    double floor = Math.floor(whole);
    return whole - floor > 0.5 ? floor + 1 : floor;
  }
}
