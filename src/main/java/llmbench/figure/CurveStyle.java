// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.plot.DefaultDrawingSupplier;

/**
 * How curves differ: by colour in the first dimension, by dash and mark in the second, by width in
 * the third.
 */
final class CurveStyle {
  private static final float WIDTH = 2f;
  private static final float WIDER = 1.4f;
  private static final List<float[]> DASHES =
      List.of(
          new float[0],
          new float[] {8, 4},
          new float[] {2, 3},
          new float[] {10, 3, 2, 3},
          new float[] {4, 2},
          new float[] {12, 4, 4, 4});
  private static final Shape[] MARKS = DefaultDrawingSupplier.createStandardSeriesShapes();

  private final CurveFigure figure;

  CurveStyle(CurveFigure figure) {
    this.figure = figure;
  }

  Color colour(Curve curve) {
    return ChartLook.colour(level(curve, 0));
  }

  BasicStroke stroke(Curve curve) {
    return stroke(level(curve, 1), level(curve, 2));
  }

  Shape mark(Curve curve) {
    return mark(level(curve, 1));
  }

  private int level(Curve curve, int dimension) {
    return dimension < figure.dimensions().size()
        ? figure.levels().get(dimension).indexOf(curve.values().get(dimension))
        : 0;
  }

  private static BasicStroke stroke(int dash, int width) {
    float[] dashes = DASHES.get(dash % DASHES.size());
    float thick = WIDTH + WIDER * width;
    return dashes.length == 0
        ? new BasicStroke(thick)
        : new BasicStroke(thick, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10f, dashes, 0f);
  }

  private static Shape mark(int place) {
    return MARKS[place % MARKS.length];
  }

  /** An entry for each level of each dimension. */
  LegendItemCollection legend() {
    LegendItemCollection items = new LegendItemCollection();
    for (int dimension = 0; dimension < figure.dimensions().size(); dimension++) {
      String name = figure.dimensions().get(dimension);
      List<String> levels = figure.levels().get(dimension);
      for (int level = 0; level < levels.size(); level++) {
        String label =
            name.isEmpty() ? levels.get(level).replace("\n", ", ") : name + "=" + levels.get(level);
        items.add(item(label, dimension, level));
      }
    }
    return items;
  }

  private static LegendItem item(String label, int dimension, int level) {
    Color colour = dimension == 0 ? ChartLook.colour(level) : Color.DARK_GRAY;
    boolean marked = dimension < 2;
    return new LegendItem(
        label,
        null,
        null,
        null,
        marked,
        marked ? mark(dimension == 1 ? level : 0) : new Rectangle2D.Double(),
        true,
        colour,
        false,
        colour,
        new BasicStroke(),
        true,
        new Line2D.Double(-14, 0, 14, 0),
        stroke(dimension == 1 ? level : 0, dimension == 2 ? level : 0),
        colour);
  }
}
