// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.title.TextTitle;
import org.jfree.data.Range;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** Makes the charts of a picture, which share the ranges of their axes. */
final class FacetChart {
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);
  private static final double MARGIN = 0.05;
  private static final float BAR = 1.5f;

  private final CurveFigure figure;
  private final CurveSpec spec;
  private final CurveStyle style;
  private final Scale scaleX;
  private final Scale scaleY;

  FacetChart(CurveFigure figure, CurveSpec spec, CurveStyle style) {
    this.figure = figure;
    this.spec = spec;
    this.style = style;
    this.scaleX = Scale.of("", spec.scaleX(), new ArrayList<>());
    this.scaleY = Scale.of("", spec.scaleY(), new ArrayList<>());
  }

  JFreeChart of(Facet facet) {
    YIntervalSeriesCollection data = new YIntervalSeriesCollection();
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDefaultLinesVisible(true);
    renderer.setDrawXError(false);
    renderer.setErrorStroke(new BasicStroke(BAR));
    renderer.setDrawYError(spec.errorBars());
    for (int i = 0; i < facet.curves().size(); i++) {
      Curve curve = facet.curves().get(i);
      YIntervalSeries series = new YIntervalSeries(i);
      for (CurvePoint point : curve.points()) {
        // Of a single run there is no deviation, and what is not a number is not drawn.
        series.add(point.x(), point.mean(), low(point), point.mean() + point.deviation());
      }
      data.addSeries(series);
      renderer.setSeriesPaint(i, style.colour(curve));
      renderer.setSeriesStroke(i, style.stroke(curve));
      renderer.setSeriesShape(i, style.mark(curve));
    }
    JFreeChart chart =
        new JFreeChart(null, TITLE, ChartLook.plot(data, domain(), range(), renderer), false);
    facet.title().forEach(line -> chart.addSubtitle(new TextTitle(line, TITLE)));
    chart.setBackgroundPaint(Color.WHITE);
    return chart;
  }

  /** Where the bar ends; on a scale without a place for it, at the smallest mean. */
  private double low(CurvePoint point) {
    double low = point.mean() - point.deviation();
    return Double.isNaN(low) || scaleY.draws(low) ? low : smallest();
  }

  private double smallest() {
    return points().stream().mapToDouble(CurvePoint::mean).min().orElse(0);
  }

  private List<CurvePoint> points() {
    return figure.facets().stream()
        .flatMap(each -> each.curves().stream())
        .flatMap(curve -> curve.points().stream())
        .toList();
  }

  private ValueAxis domain() {
    if (!figure.categories().isEmpty()) {
      SymbolAxis axis = new SymbolAxis(spec.varX(), figure.categories().toArray(new String[0]));
      axis.setGridBandsVisible(false);
      axis.setRange(-0.5, figure.categories().size() - 0.5);
      return ChartLook.fonts(axis);
    }
    double[] xs = points().stream().mapToDouble(CurvePoint::x).toArray();
    return axis(spec.varX(), scaleX, xs);
  }

  private ValueAxis range() {
    double[] ys =
        points().stream()
            .flatMapToDouble(
                point ->
                    spec.errorBars() && !Double.isNaN(point.deviation())
                        ? DoubleStream.of(low(point), point.mean() + point.deviation())
                        : DoubleStream.of(point.mean()))
            .toArray();
    return axis(spec.varY(), scaleY, ys);
  }

  private static ValueAxis axis(String name, Scale scale, double[] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    ValueAxis axis = ChartLook.axis(name, scale);
    if (low <= high) {
      axis.setRange(around(scale, low, high));
    }
    return axis;
  }

  private static Range around(Scale scale, double low, double high) {
    double from = scale.place(low);
    double to = scale.place(high);
    double room = low == high ? Math.max(1, Math.abs(from)) * MARGIN : (to - from) * MARGIN;
    return new Range(scale.value(from - room), scale.value(to + room));
  }
}
