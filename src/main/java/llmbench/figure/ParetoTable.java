// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import llmbench.sweep.PythonText;

/** The points of the picture of {@code sweep plot_pareto} as CSV, a run each. */
public final class ParetoTable {
  private ParetoTable() {}

  /**
   * Writes or replaces the table beside the picture, with the ending {@code .csv}.
   *
   * @return the file
   * @throws IOException naming the file, if it cannot be written
   */
  public static Path write(ParetoFigure figure) throws IOException {
    return of(figure).writeBeside(figure.file());
  }

  static CsvTable of(ParetoFigure figure) {
    CsvTable table = new CsvTable();
    table.line(
        List.of("label", "users", "gpus", "tokens_per_user", "tokens_per_gpu", "on_frontier"));
    for (int i = 0; i < figure.points().size(); i++) {
      ParetoPoint point = figure.points().get(i);
      table.line(
          List.of(
              String.join(" ", point.label()),
              PythonText.number(point.users()),
              PythonText.number(point.gpus()),
              PythonText.number(point.place().x()),
              PythonText.number(point.place().y()),
              String.valueOf(figure.front().contains(i))));
    }
    return table;
  }
}
