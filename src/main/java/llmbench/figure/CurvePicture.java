// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.block.RectangleConstraint;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.Size2D;
import org.jspecify.annotations.Nullable;

/** Draws a picture of {@code sweep plot}: its charts as a grid, and one legend for all. */
public final class CurvePicture {
  private static final Font NOTE = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  private static final int LINE = 18;
  private static final int MARGIN = 10;

  private final CurveFigure figure;
  private final CurveSpec spec;
  private final CurveStyle style;
  private final double side;

  private CurvePicture(CurveFigure figure, CurveSpec spec) {
    this.figure = figure;
    this.spec = spec;
    this.style = new CurveStyle(figure);
    this.side = spec.figHeight() * Png.UNITS_PER_INCH;
  }

  /**
   * Writes or replaces its file. A chart is as wide as it is high.
   *
   * @param figure not empty
   * @throws IOException naming the file, if it cannot be written
   */
  public static void write(CurveFigure figure, CurveSpec spec) throws IOException {
    Png.prepare();
    new CurvePicture(figure, spec).write();
  }

  private void write() throws IOException {
    Size2D legend = legend(null, new Rectangle2D.Double());
    List<String> lines = lines();
    double top = lines.isEmpty() ? 0 : lines.size() * LINE + MARGIN;
    int columns = 1 + figure.facets().stream().mapToInt(Facet::column).max().orElse(0);
    int rows = 1 + figure.facets().stream().mapToInt(Facet::row).max().orElse(0);
    double right = legend.width == 0 ? 0 : legend.width + 2 * MARGIN;
    FacetChart charts = new FacetChart(figure, spec, style);
    Png.write(
        figure.file(),
        columns * side + right,
        top + Math.max(rows * side, legend.height),
        spec.figDpi(),
        graphics -> {
          note(graphics, lines);
          for (Facet facet : figure.facets()) {
            charts
                .of(facet)
                .draw(
                    graphics,
                    new Rectangle2D.Double(
                        facet.column() * side, top + facet.row() * side, side, side));
          }
          double middle = top + Math.max(0, (rows * side - legend.height) / 2);
          legend(
              graphics,
              new Rectangle2D.Double(columns * side + MARGIN, middle, legend.width, legend.height));
        });
  }

  /** What the picture's runs have in common, and what to know of them. */
  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    figure.group().forEach((name, value) -> lines.add(name + "=" + value));
    lines.addAll(figure.notes());
    return lines;
  }

  private static void note(Graphics2D graphics, List<String> lines) {
    graphics.setFont(NOTE);
    graphics.setColor(Color.DARK_GRAY);
    for (int i = 0; i < lines.size(); i++) {
      graphics.drawString(lines.get(i), MARGIN, (i + 1) * LINE);
    }
  }

  /** Draws it, or without graphics only measures it; no size without entries. */
  private Size2D legend(@Nullable Graphics2D graphics, Rectangle2D area) {
    if (style.legend().getItemCount() == 0) {
      return new Size2D();
    }
    LegendTitle title = new LegendTitle(style::legend);
    title.setItemFont(NOTE);
    title.setBackgroundPaint(Color.WHITE);
    Graphics2D measuring =
        graphics == null
            ? new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics()
            : graphics;
    title.setPosition(RectangleEdge.RIGHT);
    Size2D size = title.arrange(measuring, RectangleConstraint.NONE);
    if (graphics == null) {
      measuring.dispose();
    } else {
      title.draw(graphics, area);
    }
    return size;
  }
}
