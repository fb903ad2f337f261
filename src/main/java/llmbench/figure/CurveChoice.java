// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import java.util.List;

/**
 * What is drawn of which runs, read from a {@link CurveSpec}.
 *
 * @param figBy variables with a picture for each combination
 * @param rowBy variables with a row of charts for each
 * @param colBy variables with a column of charts for each
 * @param curveBy variables with a curve for each
 * @param varX of the x axis
 * @param varY of the y axis
 * @param filters conditions of runs, in order
 * @param bins roundings, after the filters
 * @param scaleX of the x axis
 * @param scaleY of the y axis
 */
record CurveChoice(
    List<String> figBy,
    List<String> rowBy,
    List<String> colBy,
    List<String> curveBy,
    String varX,
    String varY,
    List<RunFilter> filters,
    List<RunBin> bins,
    Scale scaleX,
    Scale scaleY) {

  /**
   * Reads it.
   *
   * @param problems where mistakes go
   */
  static CurveChoice of(CurveSpec spec, List<String> problems) {
    return new CurveChoice(
        VariableList.of(spec.figBy()),
        VariableList.of(spec.rowBy()),
        VariableList.of(spec.colBy()),
        VariableList.of(spec.curveBy()),
        spec.varX(),
        spec.varY(),
        RunFilter.parse(spec.filterBy(), problems),
        RunBin.parse(spec.binBy(), problems),
        Scale.of("--scale-x", spec.scaleX(), problems),
        Scale.of("--scale-y", spec.scaleY(), problems));
  }

  /** Looks for every variable in the results. */
  void check(RunTable table, List<String> problems) {
    VariableNames names = new VariableNames(table, problems);
    figBy.forEach(name -> names.checkAll("--fig-by", name));
    rowBy.forEach(name -> names.checkAll("--row-by", name));
    colBy.forEach(name -> names.checkAll("--col-by", name));
    curveBy.forEach(name -> names.check("--curve-by", name));
    names.check("--var-x", varX);
    if (names.check("--var-y", varY)) {
      numbers("--var-y", varY, table, problems);
    }
    for (RunFilter filter : filters) {
      if (names.check("--filter-by", filter.variable()) && filter.operator().ofOrder()) {
        numbers("--filter-by", filter.variable(), table, problems);
      }
    }
    for (RunBin bin : bins) {
      if (names.check("--bin-by", bin.variable())) {
        numbers("--bin-by", bin.variable(), table, problems);
      }
    }
    names.tellKnown();
  }

  private static void numbers(String option, String name, RunTable table, List<String> problems) {
    if (!table.numeric(name)) {
      table.runs().stream()
          .map(run -> run.path(name))
          .filter(value -> !RunTable.isNumber(value))
          .findFirst()
          .ifPresent(
              value ->
                  problems.add(
                      option
                          + ": expected a variable of numbers, found "
                          + name
                          + " with "
                          + (value.isContainerNode() ? "lists or maps" : value)));
    }
  }
}
