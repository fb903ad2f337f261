// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Draws the picture of {@code sweep plot_pareto}: every run, and a line along the front. */
public final class ParetoPicture {
  private static final double WIDTH = 640;
  private static final double HEIGHT = 480;
  private static final double ROOM = 0.12;
  private static final int DPI = 200;
  private static final Font NOTE = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  private ParetoPicture() {}

  /**
   * Writes or replaces its file.
   *
   * @param figure not empty
   * @throws IOException naming the file, if it cannot be written
   */
  public static void write(ParetoFigure figure) throws IOException {
    Png.prepare();
    JFreeChart chart = chart(figure);
    Png.write(
        figure.file(),
        WIDTH,
        HEIGHT,
        DPI,
        graphics -> chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT)));
  }

  private static JFreeChart chart(ParetoFigure figure) {
    XYSeriesCollection data = new XYSeriesCollection();
    XYSeries all = new XYSeries("All runs", false);
    figure.points().forEach(point -> all.add(point.place().x(), point.place().y()));
    XYSeries front = new XYSeries("Pareto frontier", false);
    for (int place : figure.front()) {
      front.add(figure.points().get(place).place().x(), figure.points().get(place).place().y());
    }
    data.addSeries(all);
    data.addSeries(front);
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
    renderer.setSeriesLinesVisible(0, false);
    renderer.setSeriesPaint(0, new Color(128, 128, 128, 150));
    renderer.setSeriesShape(0, new Ellipse2D.Double(-3, -3, 6, 6));
    renderer.setSeriesPaint(1, ChartLook.colour(0));
    renderer.setSeriesStroke(1, new BasicStroke(2f));
    renderer.setSeriesShape(1, new Ellipse2D.Double(-4, -4, 8, 8));
    XYPlot plot = ChartLook.plot(data, axis("Tokens/s/user"), axis("Tokens/s/GPU"), renderer);
    for (int place : figure.front()) {
      ParetoPoint point = figure.points().get(place);
      plot.addAnnotation(new LinesAnnotation(point.place(), point.label()));
    }
    JFreeChart chart = new JFreeChart(null, NOTE, plot, true);
    chart.setBackgroundPaint(Color.WHITE);
    for (int i = 0; i < figure.notes().size(); i++) {
      TextTitle line = new TextTitle(figure.notes().get(i), NOTE);
      line.setHorizontalAlignment(HorizontalAlignment.LEFT);
      chart.addSubtitle(i, line);
    }
    return chart;
  }

  /** With room for the labels, which stand right of and above their points. */
  private static NumberAxis axis(String name) {
    NumberAxis axis = ChartLook.axis(name, Scale.LINEAR);
    axis.setUpperMargin(ROOM);
    return axis;
  }
}
