// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Users and GPUs of a run, from its result ({@code plot_pareto.py}, {@code _infer_…}). */
final class RunCounts {
  private static final List<List<String>> PARALLEL =
      List.of(
          List.of("tensor_parallel_size", "tp"),
          List.of("pipeline_parallel_size", "pp"),
          List.of("data_parallel_size", "dp"));

  private RunCounts() {}

  /**
   * The first of some variables that a run has, in any spelling of {@code -} and {@code _}.
   *
   * @param problems where a value goes that is no number
   * @return empty if it has none, or null
   */
  static OptionalDouble number(ObjectNode run, List<String> names, List<String> problems) {
    for (String name : names) {
      for (String spelled : spelled(name)) {
        if (run.has(spelled)) {
          return number(run.path(spelled), spelled, problems);
        }
      }
    }
    return OptionalDouble.empty();
  }

  /** A name and how else it may be written. */
  static List<String> spelled(String name) {
    return List.of(name, name.replace('_', '-'), name.replace('-', '_'));
  }

  private static OptionalDouble number(JsonNode value, String name, List<String> problems) {
    if (value.isNull()) {
      return OptionalDouble.empty();
    }
    OptionalDouble number =
        value.isTextual()
            ? Numerals.parse(value.textValue())
            : RunTable.isNumber(value)
                ? OptionalDouble.of(RunTable.number(value))
                : OptionalDouble.empty();
    if (number.isEmpty()) {
      problems.add(
          "expected a number as "
              + name
              + " of each run, found "
              + (value.isContainerNode() ? "a list or map" : value));
    }
    return number;
  }

  /**
   * How many GPUs serve.
   *
   * @param variable null for those that are looked for
   * @return 1 if the run does not say
   */
  static double gpus(ObjectNode run, @Nullable String variable, List<String> problems) {
    List<String> direct = variable == null ? List.of("num_gpus", "gpu_count") : List.of(variable);
    OptionalDouble given = number(run, direct, problems);
    if (given.isPresent() && given.getAsDouble() != 0) {
      return given.getAsDouble();
    }
    double product = 1;
    for (List<String> names : PARALLEL) {
      double size = number(run, names, problems).orElse(0);
      product *= size == 0 ? 1 : size;
    }
    return product;
  }
}
