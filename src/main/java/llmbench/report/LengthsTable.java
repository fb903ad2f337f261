// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import java.util.Arrays;
import java.util.Locale;

/**
 * The lengths of a case's prompts and asked answers, before any load: mean, extremes and
 * percentiles (linear between ranks, as vLLM's), and a histogram of each in ten bars of equal
 * width. What vLLM draws with {@code --plot-dataset-stats} ({@code
 * vllm/benchmarks/plot.py:generate_dataset_stats_plot}), in text.
 */
public final class LengthsTable {
  private static final int BARS = 10;
  private static final int BAR_WIDTH = 40;
  private static final double[] PERCENTILES = {1, 25, 50, 75, 99};

  private final StringBuilder text = new StringBuilder();

  private LengthsTable() {}

  /**
   * The table, every line ended by a line feed.
   *
   * @param name the case's
   * @param promptLens tokens of each prompt, at least one
   * @param outputLens tokens asked of each answer, as many
   */
  public static String of(String name, int[] promptLens, int[] outputLens) {
    LengthsTable table = new LengthsTable();
    table.line("%s: lengths of %d requests in tokens%n", name, promptLens.length);
    table.line(
        "%-10s %10s %10s %8s %8s %8s %8s %8s %8s %8s%n",
        "", "total", "mean", "min", "p1", "p25", "p50", "p75", "p99", "max");
    double[] prompts = sorted(promptLens);
    double[] outputs = sorted(outputLens);
    table.row("prompt", prompts);
    table.row("output", outputs);
    table.row("together", together(promptLens, outputLens));
    table.histogram("prompt", prompts);
    table.histogram("output", outputs);
    return table.text.toString();
  }

  private static double[] sorted(int[] lens) {
    return Arrays.stream(lens).asDoubleStream().sorted().toArray();
  }

  private static double[] together(int[] promptLens, int[] outputLens) {
    double[] sums = new double[promptLens.length];
    Arrays.setAll(sums, i -> (double) promptLens[i] + outputLens[i]);
    Arrays.sort(sums);
    return sums;
  }

  private void row(String name, double[] sorted) {
    double total = Arrays.stream(sorted).sum();
    line("%-10s %10.0f %10.1f %8.0f", name, total, total / sorted.length, sorted[0]);
    for (double p : PERCENTILES) {
      line(" %8.0f", percentile(sorted, p));
    }
    line(" %8.0f%n", sorted[sorted.length - 1]);
  }

  private static double percentile(double[] sorted, double rank) {
    double at = rank / 100 * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /** Bars of whole tokens; the last one ends with the longest. */
  private void histogram(String name, double[] sorted) {
    long low = (long) sorted[0];
    long high = (long) sorted[sorted.length - 1];
    if (low == high) {
      line("%s: all of %d%n", name, low);
      return;
    }
    long width = Math.max(1, (high - low + BARS) / BARS);
    int[] counts = new int[(int) ((high - low) / width) + 1];
    for (double length : sorted) {
      counts[(int) (((long) length - low) / width)]++;
    }
    int most = Arrays.stream(counts).max().orElse(1);
    for (int i = 0; i < counts.length; i++) {
      long from = low + i * width;
      int bar = Math.round((float) BAR_WIDTH * counts[i] / most);
      long to = Math.min(high, from + width - 1);
      String range = from == to ? Long.toString(to) : from + " to " + to;
      String drawn = "#".repeat(counts[i] > 0 ? Math.max(1, bar) : 0);
      line("%s %-16s %7d %s%n", name, range, counts[i], drawn);
    }
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format.replace("%n", "\n"), values));
  }
}
