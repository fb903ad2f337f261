// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** An axis with another scale than an even one, with ticks at round values. */
final class ScaledAxis extends NumberAxis {
  private static final long serialVersionUID = 1;
  private static final int LEAST_SPACE = 30;
  private static final int STEPS = 8;

  private final Scale scale;

  ScaledAxis(String label, Scale scale) {
    super(label);
    this.scale = scale;
  }

  @Override
  public double valueToJava2D(double value, Rectangle2D area, RectangleEdge edge) {
    double from = scale.place(getRange().getLowerBound());
    double to = scale.place(getRange().getUpperBound());
    double share = (scale.place(value) - from) / (to - from);
    if (RectangleEdge.isTopOrBottom(edge)) {
      return area.getMinX() + share * area.getWidth();
    }
    return area.getMaxY() - share * area.getHeight();
  }

  @Override
  public double java2DToValue(double place, Rectangle2D area, RectangleEdge edge) {
    double from = scale.place(getRange().getLowerBound());
    double to = scale.place(getRange().getUpperBound());
    double share =
        RectangleEdge.isTopOrBottom(edge)
            ? (place - area.getMinX()) / area.getWidth()
            : (area.getMaxY() - place) / area.getHeight();
    return scale.value(from + share * (to - from));
  }

  @Override
  @SuppressWarnings("rawtypes") // as it is declared
  public List refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    boolean across = RectangleEdge.isTopOrBottom(edge);
    List<NumberTick> ticks = new ArrayList<>();
    double last = Double.NaN;
    for (double value : values(getRange().getLowerBound(), getRange().getUpperBound())) {
      double place = valueToJava2D(value, area, edge);
      if (Double.isNaN(last) || Math.abs(place - last) >= LEAST_SPACE) {
        ticks.add(
            new NumberTick(
                value,
                getNumberFormatOverride().format(value),
                across ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT,
                TextAnchor.CENTER,
                0));
        last = place;
      }
    }
    return ticks;
  }

  /** Round values from one to another, rising. */
  List<Double> values(double from, double to) {
    return scale == Scale.LOG ? decades(from, to) : even(from, to);
  }

  /** 1, 2 and 5 of each power of ten; the powers alone where there are many. */
  private static List<Double> decades(double from, double to) {
    int first = (int) Math.floor(Math.log10(from));
    int last = (int) Math.ceil(Math.log10(to));
    double[] factors = last - first > STEPS / 2 ? new double[] {1} : new double[] {1, 2, 5};
    List<Double> values = new ArrayList<>();
    for (int power = first; power <= last; power++) {
      for (double factor : factors) {
        add(values, factor * Math.pow(10, power), from, to);
      }
    }
    return values;
  }

  private static List<Double> even(double from, double to) {
    double rough = (to - from) / STEPS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = rough / power > 5 ? 10 * power : rough / power > 2 ? 5 * power : 2 * power;
    List<Double> values = new ArrayList<>();
    for (double i = Math.ceil(from / step); i * step <= to; i++) {
      add(values, i * step, from, to);
    }
    return values;
  }

  private static void add(List<Double> values, double value, double from, double to) {
    if (value >= from && value <= to) {
      values.add(value);
    }
  }
}
