// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import llmbench.recording.RecordReader;
import llmbench.recording.RequestRecord;
import llmbench.results.AtomicFile;
import org.jfree.chart.JFreeChart;
import org.jfree.svg.SVGGraphics2D;
import org.jspecify.annotations.Nullable;

/**
 * The lengths of a case's requests, as vLLM's {@code --plot-dataset-stats} ({@code
 * vllm/benchmarks/plot.py:generate_dataset_stats_plot}) but as SVG: histograms of prompts, of
 * answers asked for and of both together, and each request's two lengths as a bar.
 */
final class LengthPicture {
  /** What its file's name ends in. */
  static final String ENDING = ".dataset_stats.svg";

  private static final int WIDTH = 1000;
  private static final int HEIGHT = 760;

  private LengthPicture() {}

  static Path write(CaseFiles files) throws IOException {
    BatchPlots.withoutScreen();
    List<double[]> lengths = new ArrayList<>();
    try (RecordReader reader = RecordReader.open(files.records())) {
      for (@Nullable RequestRecord next = reader.read(); next != null; next = reader.read()) {
        if (next.last()) {
          lengths.add(
              new double[] {next.index(), next.askedPromptTokens(), next.askedOutputTokens()});
        }
      }
    }
    double[] prompts = lengths.stream().mapToDouble(each -> each[1]).toArray();
    double[] answers = lengths.stream().mapToDouble(each -> each[2]).toArray();
    double[] sums = new double[prompts.length];
    Arrays.setAll(sums, i -> prompts[i] + answers[i]);
    SVGGraphics2D graphics = new SVGGraphics2D(WIDTH, HEIGHT);
    graphics.setDefsKeyPrefix("lengths-");
    draw(graphics, 0, 0, PlotShapes.histogram("Prompts", prompts));
    draw(graphics, 1, 0, PlotShapes.histogram("Answers asked for", answers));
    draw(graphics, 0, 1, PlotShapes.histogram("Prompt and answer", sums));
    draw(graphics, 1, 1, PlotShapes.lengths(lengths));
    String svg = graphics.getSVGElement();
    Path file = Pictures.beside(files, ENDING);
    AtomicFile.write(file, out -> out.write(svg.getBytes(StandardCharsets.UTF_8)));
    return file;
  }

  private static void draw(SVGGraphics2D graphics, int column, int row, JFreeChart chart) {
    double width = WIDTH / 2.0;
    double height = HEIGHT / 2.0;
    chart.draw(graphics, new Rectangle2D.Double(column * width, row * height, width, height));
  }
}
