// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import llmbench.figure.Png;
import llmbench.results.AtomicFile;
import org.jfree.chart.JFreeChart;
import org.jfree.svg.SVGGraphics2D;

/** Writes the main charts of a batch as SVG pictures, one file each, for slides and papers. */
final class BatchPlots {
  /** Their folder, below the results. */
  static final String FOLDER = "plots";

  private static final int WIDTH = 900;
  private static final int HEIGHT = 520;

  private BatchPlots() {}

  /**
   * Writes or replaces them. A curve is left out where no load differs, and a metric that the
   * answers do not have.
   *
   * @param folder the results' folder
   * @return the files, in a fixed order
   * @throws IOException naming the file that could not be written
   */
  static List<Path> write(Path folder, GatheredBatch batch) throws IOException {
    Png.prepare();
    Path plots = folder.resolve(FOLDER);
    Files.createDirectories(plots);
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, JFreeChart> each : charts(batch.charts()).entrySet()) {
      Path file = plots.resolve(each.getKey() + ".svg");
      byte[] svg = svg(each.getKey(), each.getValue()).getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(file, out -> out.write(svg));
      written.add(file);
    }
    return written;
  }

  private static Map<String, JFreeChart> charts(List<ChartCase> cases) {
    Map<String, JFreeChart> charts = new LinkedHashMap<>();
    for (LoadAxis axis : LoadAxis.values()) {
      if (axis.differs(cases)) {
        String over = "_over_" + axis.name().toLowerCase(Locale.ROOT);
        PlotShapes.curve(cases, axis, "output_throughput", "Output throughput", "tok/s")
            .ifPresent(chart -> charts.put("output_throughput" + over, chart));
        for (String metric : List.of("ttft", "tpot", "e2el")) {
          String name = metric.toUpperCase(Locale.ROOT) + " median";
          PlotShapes.curve(cases, axis, metric + "_median", name, "ms")
              .ifPresent(chart -> charts.put(metric + over, chart));
        }
      }
    }
    PlotShapes.trade(cases).ifPresent(chart -> charts.put("throughput_against_e2el", chart));
    for (String metric : ResultFigures.METRICS) {
      PlotShapes.distribution(cases, metric)
          .ifPresent(chart -> charts.put(metric + "_distribution", chart));
    }
    for (ChartCase each : cases) {
      PlotShapes.overTime(each).ifPresent(chart -> charts.put(each.name() + "_over_time", chart));
    }
    return charts;
  }

  private static String svg(String name, JFreeChart chart) {
    SVGGraphics2D graphics = new SVGGraphics2D(WIDTH, HEIGHT);
    graphics.setDefsKeyPrefix(name + "-"); // else the time, and no two files were the same
    chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    return graphics.getSVGElement();
  }
}
