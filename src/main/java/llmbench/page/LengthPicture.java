// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import llmbench.figure.Png;
import llmbench.recording.RecordReader;
import llmbench.recording.RequestRecord;
import org.jfree.chart.JFreeChart;
import org.jspecify.annotations.Nullable;

/**
 * The lengths of a case's requests, as vLLM's {@code --plot-dataset-stats} ({@code
 * vllm/benchmarks/plot.py:generate_dataset_stats_plot}): histograms in 30 bins of prompts, of
 * answers asked for and of both together, and each request's two lengths as a bar.
 */
public final class LengthPicture {
  /** What its file's name ends in. */
  public static final String ENDING = ".dataset_stats.png";

  private static final double WIDTH = 1400;
  private static final double HEIGHT = 1000;
  private static final int DPI = 150;

  private LengthPicture() {}

  /**
   * Draws it beside a result, which need not be there yet.
   *
   * @param promptLens tokens of each prompt
   * @param outputLens tokens asked of each answer, as many
   * @return the file
   * @throws IOException naming the file, if it cannot be written
   */
  public static Path write(Path result, int[] promptLens, int[] outputLens) throws IOException {
    Png.prepare();
    double[] prompts = Arrays.stream(promptLens).asDoubleStream().toArray();
    double[] answers = Arrays.stream(outputLens).asDoubleStream().toArray();
    double[] sums = new double[prompts.length];
    Arrays.setAll(sums, i -> prompts[i] + answers[i]);
    List<JFreeChart> charts =
        List.of(
            PlotShapes.histogram("Prompt Tokens Distribution", "Prompt Tokens", prompts, 0),
            PlotShapes.histogram("Output Tokens Distribution", "Output Tokens", answers, 1),
            PlotShapes.histogram(
                "Total Tokens Distribution", "Total Tokens (Prompt + Output)", sums, 2),
            PlotShapes.lengths(prompts, answers));
    Path file = Pictures.beside(result, ENDING);
    Png.write(
        file,
        WIDTH,
        HEIGHT,
        DPI,
        graphics -> {
          draw(graphics, 0, 0, charts.get(0));
          draw(graphics, 1, 0, charts.get(1));
          draw(graphics, 0, 1, charts.get(2));
          draw(graphics, 1, 1, charts.get(3));
        });
    return file;
  }

  private static void draw(Graphics2D graphics, int column, int row, JFreeChart chart) {
    double width = WIDTH / 2;
    double height = HEIGHT / 2;
    chart.draw(graphics, new Rectangle2D.Double(column * width, row * height, width, height));
  }

  /** The same from a case's records: of the requests that were sent, in the order of prompts. */
  static Path write(CaseFiles files) throws IOException {
    List<int[]> lengths = new ArrayList<>();
    try (RecordReader reader = RecordReader.open(files.records())) {
      for (@Nullable RequestRecord next = reader.read(); next != null; next = reader.read()) {
        if (next.last()) {
          lengths.add(new int[] {next.index(), next.askedPromptTokens(), next.askedOutputTokens()});
        }
      }
    }
    lengths.sort((a, b) -> Integer.compare(a[0], b[0]));
    return write(
        files.result(),
        lengths.stream().mapToInt(each -> each[1]).toArray(),
        lengths.stream().mapToInt(each -> each[2]).toArray());
  }
}
