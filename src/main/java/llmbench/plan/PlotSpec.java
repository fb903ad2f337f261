// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

/**
 * Which pictures are drawn beside the report.
 *
 * @param charts whether its main charts are
 * @param timeline vLLM's {@code --plot-timeline}
 * @param shortMillis vLLM's lower threshold of {@code --timeline-itl-thresholds}: gaps below are
 *     good
 * @param longMillis its upper threshold: gaps from there on are bad
 * @param datasetStats vLLM's {@code --plot-dataset-stats}
 */
public record PlotSpec(
    boolean charts, boolean timeline, double shortMillis, double longMillis, boolean datasetStats) {
  /** None, with vLLM's thresholds. */
  public static final PlotSpec NONE = new PlotSpec(false, false, 25, 50, false);

  /** Whether there is any. */
  public boolean any() {
    return charts || timeline || datasetStats;
  }

  /** The same without the lengths of requests. */
  public PlotSpec withoutDatasetStats() {
    return new PlotSpec(charts, timeline, shortMillis, longMillis, false);
  }

  /** The same with the report's charts. */
  public PlotSpec withCharts() {
    return new PlotSpec(true, timeline, shortMillis, longMillis, datasetStats);
  }
}
