// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import llmbench.search.LoadPoint;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/** Some lines of text above a point, right of it if there is room, else left. */
final class LinesAnnotation extends AbstractXYAnnotation {
  private static final long serialVersionUID = 1;
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
  private static final int LINE = 12;
  private static final int GAP = 6;

  private final transient LoadPoint place;
  private final transient List<String> lines;

  LinesAnnotation(LoadPoint place, List<String> lines) {
    this.place = place;
    this.lines = List.copyOf(lines);
  }

  @Override
  public void draw(
      Graphics2D graphics,
      XYPlot plot,
      Rectangle2D area,
      ValueAxis domain,
      ValueAxis range,
      int rendererIndex,
      PlotRenderingInfo info) {
    double x = domain.valueToJava2D(place.x(), area, plot.getDomainAxisEdge());
    double y = range.valueToJava2D(place.y(), area, plot.getRangeAxisEdge());
    graphics.setFont(FONT);
    graphics.setColor(Color.BLACK);
    double width =
        lines.stream()
            .mapToDouble(
                line -> FONT.getStringBounds(line, graphics.getFontRenderContext()).getWidth())
            .max()
            .orElse(0);
    double left = x + GAP + width <= area.getMaxX() ? x + GAP : x - GAP - width;
    for (int i = 0; i < lines.size(); i++) {
      graphics.drawString(
          lines.get(i), (float) left, (float) y - GAP - LINE * (lines.size() - 1 - i));
    }
  }
}
