// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import java.awt.Color;
import java.awt.Font;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.data.xy.XYDataset;
import org.jspecify.annotations.Nullable;

/** How all pictures look. */
public final class ChartLook {
  /** Of what is told apart, in order; each has a contrast of 4.5 or more against white. */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x1a66d0),
          new Color(0xb8450b),
          new Color(0x15743a),
          new Color(0x7a3cd6),
          new Color(0x8a6100),
          new Color(0x0b7285),
          new Color(0xb0145f),
          new Color(0x4a5769));

  private static final Color GRID = new Color(0xd9dee6);
  private static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  private static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  private ChartLook() {}

  /** The colour of a place in an order, again from the first after the last. */
  public static Color colour(int place) {
    return COLOURS.get(place % COLOURS.size());
  }

  /** A plot on white with a grid. */
  public static XYPlot plot(
      XYDataset data, @Nullable ValueAxis domain, ValueAxis range, XYItemRenderer renderer) {
    XYPlot plot = new XYPlot(data, domain, range, renderer);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setDomainGridlinePaint(GRID);
    plot.setRangeGridlinePaint(GRID);
    return plot;
  }

  /** An axis with plain numbers in English. */
  static NumberAxis axis(String name, Scale scale) {
    NumberAxis axis = scale == Scale.LINEAR ? new NumberAxis(name) : new ScaledAxis(name, scale);
    axis.setAutoRangeIncludesZero(false);
    axis.setNumberFormatOverride(plain());
    return fonts(axis);
  }

  static <A extends ValueAxis> A fonts(A axis) {
    axis.setLabelFont(LABEL);
    axis.setTickLabelFont(TICK);
    return axis;
  }

  private static DecimalFormat plain() {
    return new DecimalFormat("0.######", DecimalFormatSymbols.getInstance(Locale.ROOT));
  }
}
