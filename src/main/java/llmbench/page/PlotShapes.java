// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import llmbench.figure.ChartLook;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.StackedXYBarRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.statistics.HistogramDataset;
import org.jfree.data.xy.CategoryTableXYDataset;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.jspecify.annotations.Nullable;

/** The pictures: each of plain values, empty where there is nothing to show. */
final class PlotShapes {
  private static final Color STEADY = new Color(21, 116, 58, 40);
  private static final float LINE = 2f;

  /** As vLLM's. */
  private static final int BINS = 30;

  /** From this ratio on powers of ten are ticks enough. */
  private static final int WIDE = 64;

  private static final int MOST_BARS = 300;

  private PlotShapes() {}

  /** A figure over the load, a line for each group, with 95 % intervals. */
  static Optional<JFreeChart> curve(
      List<ChartCase> cases, LoadAxis axis, String key, String title, String unit) {
    YIntervalSeriesCollection data = new YIntervalSeriesCollection();
    for (String group : cases.stream().map(ChartCase::group).distinct().toList()) {
      YIntervalSeries series = new YIntervalSeries(group);
      for (ChartCase each : cases) {
        @Nullable Double load = axis.of(each);
        @Nullable Figure figure = each.whole().get(key);
        if (each.group().equals(group) && load != null && figure != null) {
          double value = figure.v();
          series.add(
              load.doubleValue(),
              value,
              figure.lo() == null ? value : figure.lo(),
              figure.hi() == null ? value : figure.hi());
        }
      }
      if (series.getItemCount() > 0) {
        data.addSeries(series);
      }
    }
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDefaultLinesVisible(true);
    renderer.setDrawXError(false);
    ValueAxis domain = axis == LoadAxis.CONCURRENCY ? log(axis.word, 2) : linear(axis.word);
    return data.getSeriesCount() == 0
        ? Optional.empty()
        : Optional.of(chart(title, plot(data, domain, linear(unit), renderer)));
  }

  /** Output throughput against the median E2EL, lines along the Pareto fronts. */
  static Optional<JFreeChart> trade(List<ChartCase> cases) {
    String key = "e2el_median";
    XYSeriesCollection fronts = new XYSeriesCollection();
    for (List<Integer> front : Fronts.of(cases).getOrDefault(key, List.of())) {
      if (!front.isEmpty()) {
        XYSeries series = new XYSeries(cases.get(front.get(0)).group() + ", Pareto front");
        front.forEach(place -> add(series, cases.get(place), key));
        fronts.addSeries(series);
      }
    }
    XYSeries all = new XYSeries("every case", false);
    cases.forEach(each -> add(all, each, key));
    fronts.addSeries(all);
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
    renderer.setSeriesLinesVisible(fronts.getSeriesCount() - 1, false);
    return all.getItemCount() < 2
        ? Optional.empty()
        : Optional.of(
            chart(
                "Output throughput against E2EL median",
                plot(fronts, linear("E2EL median (ms)"), linear("output tok/s"), renderer)));
  }

  private static void add(XYSeries series, ChartCase each, String key) {
    Figure latency = each.whole().get(key);
    Figure throughput = each.whole().get("output_throughput");
    if (latency != null && throughput != null) {
      series.add(latency.v(), throughput.v());
    }
  }

  /** The share of values up to each time, a line for each case. */
  static Optional<JFreeChart> distribution(List<ChartCase> cases, String metric) {
    XYSeriesCollection data = new XYSeriesCollection();
    for (ChartCase each : cases) {
      Distribution distribution = each.distributions().get(metric);
      if (distribution != null) {
        XYSeries series = new XYSeries(each.name(), false);
        series.add(distribution.millis()[0], 0);
        for (int i = 0; i < distribution.millis().length; i++) {
          series.add(distribution.millis()[i], distribution.shares()[i]);
        }
        data.addSeries(series);
      }
    }
    if (data.getSeriesCount() == 0) {
      return Optional.empty();
    }
    String title = metric.toUpperCase(Locale.ROOT) + ": share of values up to a time";
    boolean wide = data.getDomainUpperBound(false) > WIDE * data.getDomainLowerBound(false);
    return Optional.of(
        chart(title, plot(data, log("ms", wide ? 10 : 2), linear("share"), new XYStepRenderer())));
  }

  /** Tokens and requests in flight over time, the steady window shaded. */
  static Optional<JFreeChart> overTime(ChartCase each) {
    if (each.time().tokens().length == 0) {
      return Optional.empty();
    }
    CombinedDomainXYPlot both = new CombinedDomainXYPlot(linear("seconds since the case began"));
    both.add(panel(each, "output tokens per second", "output tok/s", each.time().tokens()));
    both.add(panel(each, "requests in flight", "requests", each.time().flight()));
    return Optional.of(chart(each.name(), both));
  }

  private static XYPlot panel(ChartCase each, String name, String unit, double[] values) {
    XYSeries series = new XYSeries(name, false);
    Timeline time = each.time();
    for (int i = 0; i <= values.length; i++) {
      double at = Math.max(0, time.from() + i * time.step());
      series.add(at, values[Math.min(i, values.length - 1)]);
    }
    XYPlot plot = plot(new XYSeriesCollection(series), null, linear(unit), new XYStepRenderer());
    if (each.window().length == 2) {
      plot.addDomainMarker(
          new IntervalMarker(each.window()[0], each.window()[1], STEADY), Layer.BACKGROUND);
    }
    return plot;
  }

  /**
   * How many requests have which length, in bins of equal width from the least to the largest.
   *
   * @param colour its place among the colours
   */
  static JFreeChart histogram(String title, String unit, double[] lengths, int colour) {
    HistogramDataset data = new HistogramDataset();
    if (lengths.length > 0) {
      double least = Arrays.stream(lengths).min().orElseThrow();
      double most = Arrays.stream(lengths).max().orElseThrow();
      // Where all are the same, as numpy has it: one token around them.
      boolean same = least == most;
      data.addSeries(title, lengths, BINS, same ? least - 0.5 : least, same ? most + 0.5 : most);
    }
    XYBarRenderer renderer = new XYBarRenderer();
    renderer.setShadowVisible(false);
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setDrawBarOutline(true);
    renderer.setDefaultOutlinePaint(Color.DARK_GRAY);
    NumberAxis domain = whole(unit);
    domain.setAutoRangeIncludesZero(false);
    XYPlot plot = plot(data, domain, whole("Frequency"), renderer);
    renderer.setSeriesPaint(0, ChartLook.colour(colour));
    JFreeChart chart = chart(title, plot);
    chart.removeLegend();
    return chart;
  }

  /**
   * Each request's lengths, the answer upon the prompt; of too many every n-th.
   *
   * @param prompts tokens of each prompt
   * @param answers tokens of each answer, as many
   */
  static JFreeChart lengths(double[] prompts, double[] answers) {
    CategoryTableXYDataset data = new CategoryTableXYDataset();
    int stride = Math.max(1, (prompts.length + MOST_BARS - 1) / MOST_BARS);
    for (int i = 0; i < prompts.length; i += stride) {
      data.add(i, prompts[i], "Prompt Tokens");
      data.add(i, answers[i], "Output Tokens");
    }
    StackedXYBarRenderer renderer = new StackedXYBarRenderer();
    renderer.setShadowVisible(false);
    renderer.setBarPainter(new StandardXYBarPainter());
    String every = stride == 1 ? "" : ", every request in " + stride;
    return chart(
        "Tokens per Request (Stacked)" + every,
        plot(data, whole("Request ID"), whole("Tokens"), renderer));
  }

  private static XYPlot plot(
      XYDataset data,
      @Nullable ValueAxis domain,
      ValueAxis range,
      AbstractXYItemRenderer renderer) {
    for (int i = 0; i < data.getSeriesCount(); i++) {
      renderer.setSeriesPaint(i, ChartLook.colour(i));
      renderer.setSeriesStroke(i, new BasicStroke(LINE));
    }
    return ChartLook.plot(data, domain, range, renderer);
  }

  private static NumberAxis linear(String name) {
    NumberAxis axis = new NumberAxis(name);
    axis.setAutoRangeIncludesZero(true);
    return axis;
  }

  private static NumberAxis whole(String name) {
    NumberAxis axis = linear(name);
    axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    return axis;
  }

  private static LogAxis log(String name, int base) {
    LogAxis axis = new LogAxis(name);
    axis.setBase(base);
    axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    axis.setNumberFormatOverride(
        new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)));
    axis.setSmallestValue(Distribution.FLOOR_MILLIS);
    return axis;
  }

  private static JFreeChart chart(String title, XYPlot plot) {
    Font font = new Font(Font.SANS_SERIF, Font.BOLD, 16);
    JFreeChart chart = new JFreeChart(title, font, plot, true);
    chart.setBackgroundPaint(Color.WHITE);
    return chart;
  }
}
