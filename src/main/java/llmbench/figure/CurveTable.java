// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import llmbench.sweep.PythonText;

/** The points of a picture of {@code sweep plot} as CSV, for a drawing of one's own: a row each. */
public final class CurveTable {
  private CurveTable() {}

  /**
   * Writes or replaces the table beside the picture, with the ending {@code .csv}.
   *
   * @return the file
   * @throws IOException naming the file, if it cannot be written
   */
  public static Path write(CurveFigure figure, CurveSpec spec) throws IOException {
    return of(figure, spec).writeBeside(figure.file());
  }

  static CsvTable of(CurveFigure figure, CurveSpec spec) {
    CsvTable table = new CsvTable();
    List<String> head = new ArrayList<>(List.of("chart"));
    figure.dimensions().forEach(name -> head.add(name.isEmpty() ? "curve" : name));
    head.addAll(List.of(spec.varX(), "mean " + spec.varY(), "sd " + spec.varY(), "runs"));
    table.line(head);
    for (Facet facet : figure.facets()) {
      for (Curve curve : facet.curves()) {
        curve.points().forEach(point -> table.line(cells(figure, facet, curve, point)));
      }
    }
    return table;
  }

  private static List<String> cells(
      CurveFigure figure, Facet facet, Curve curve, CurvePoint point) {
    List<String> cells = new ArrayList<>();
    cells.add(String.join(" ", facet.title()));
    curve.values().forEach(value -> cells.add(value.replace('\n', ' ')));
    cells.add(
        figure.categories().isEmpty()
            ? PythonText.number(point.x())
            : figure.categories().get((int) point.x()));
    cells.add(PythonText.number(point.mean()));
    cells.add(Double.isNaN(point.deviation()) ? "" : PythonText.number(point.deviation()));
    cells.add(String.valueOf(point.runs()));
    return cells;
  }
}
