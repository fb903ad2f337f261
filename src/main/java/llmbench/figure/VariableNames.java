// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import llmbench.config.OptionNames;

/** What is said of a variable that results do not have. */
final class VariableNames {
  private final List<ObjectNode> runs;
  private final Collection<String> known;
  private final List<String> problems;
  private boolean unknown;

  /**
   * Names.
   *
   * @param problems where mistakes go
   */
  VariableNames(RunTable table, List<String> problems) {
    this.runs = table.runs();
    this.known = table.columns();
    this.problems = problems;
  }

  /** Expects a variable in one run at least. */
  boolean check(String option, String name) {
    if (known.contains(name)) {
      return true;
    }
    return unknown(option, name);
  }

  /** The same, with {@code -} for {@code _} and the other way round. */
  void checkSpelled(String option, String name) {
    if (RunCounts.spelled(name).stream().noneMatch(known::contains)) {
      unknown(option, name);
    }
  }

  private boolean unknown(String option, String name) {
    problems.add(
        option
            + ": expected a variable of the results, found \""
            + name
            + "\"; the nearest is "
            + OptionNames.nearest(name, known));
    unknown = true;
    return false;
  }

  /** Expects a variable in every run. */
  void checkAll(String option, String name) {
    if (check(option, name)) {
      long without = runs.stream().filter(run -> !run.has(name)).count();
      if (without > 0) {
        problems.add(
            option
                + ": expected a variable that every run has, found "
                + name
                + ", which "
                + without
                + " of "
                + runs.size()
                + " runs have not");
      }
    }
  }

  /** Tells which variables there are, if one was not known: those that are no lists or maps. */
  void tellKnown() {
    if (unknown) {
      problems.add(
          "The results have the variables "
              + known.stream()
                  .filter(name -> runs.stream().noneMatch(run -> run.path(name).isContainerNode()))
                  .collect(Collectors.joining(", ")));
    }
  }
}
