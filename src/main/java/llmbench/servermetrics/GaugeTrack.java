// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A gauge over a case. Start and end are the first and the last scrape that had it; mean and max
 * are over the scrapes while the load ran, or over all if it was too short for one.
 */
final class GaugeTrack implements Track {
  private final SeriesFinder finder;
  private final boolean averaged;
  private final Span all = new Span();
  private final Span during = new Span();
  private double start = Double.NaN;
  private double last = Double.NaN;
  private double end = Double.NaN;

  /**
   * @param averaged whether several series are averaged; else they add up
   */
  GaugeTrack(SeriesFinder finder, boolean averaged) {
    this.finder = finder;
    this.averaged = averaged;
  }

  @Override
  public void add(Stage stage, long nanos, List<Reading> readings) {
    List<SeriesFinder.Found> found = finder.find(readings, "");
    last = Double.NaN;
    if (found.isEmpty()) {
      return;
    }
    double sum = found.stream().mapToDouble(SeriesFinder.Found::value).sum();
    last = averaged ? sum / found.size() : sum;
    start = Double.isNaN(start) ? last : start;
    end = last;
    all.add(last);
    if (stage == Stage.DURING) {
      during.add(last);
    }
  }

  @Override
  public Map<String, Double> last() {
    return Double.isNaN(last) ? Map.of() : Map.of("", last);
  }

  @Override
  public Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    if (all.count > 0) {
      finder.describe(figures);
      figures.put("start", start);
      figures.put("end", end);
      figures.put("mean", mean());
      figures.put("max", (during.count > 0 ? during : all).max);
    }
    return figures;
  }

  /** The mean as in the figures; NaN if no scrape had it. */
  double mean() {
    Span span = during.count > 0 ? during : all;
    return span.sum / span.count;
  }

  private static final class Span {
    private double sum;
    private double max = Double.NEGATIVE_INFINITY;
    private int count;

    void add(double value) {
      sum += value;
      max = Math.max(max, value);
      count++;
    }
  }
}
