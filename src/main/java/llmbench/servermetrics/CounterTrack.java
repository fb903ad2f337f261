// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A counter over a case: its sum over all series at the start and at the end, by how much it grew
 * ({@link Increase}), and how fast: on the whole, and most between two scrapes.
 */
final class CounterTrack implements Track {
  private static final double NANOS_PER_SECOND = 1e9;

  /** A shorter time between two scrapes gives no rate. */
  private static final long LEAST_NANOS = 50_000_000;

  private final SeriesFinder finder;
  private final Increase increase = new Increase();
  private double start = Double.NaN;
  private double end = Double.NaN;
  private double last = Double.NaN;
  private long startNanos;
  private long endNanos;

  /** Of the last scrape that gave a rate. */
  private long rateNanos;

  private double rateTotal;
  private double maxRate;

  CounterTrack(SeriesFinder finder) {
    this.finder = finder;
  }

  @Override
  public void add(Stage stage, long nanos, List<Reading> readings) {
    List<SeriesFinder.Found> found = finder.find(readings, "");
    increase.add(found, readings);
    last = Double.NaN;
    if (found.isEmpty()) {
      return;
    }
    last = found.stream().mapToDouble(SeriesFinder.Found::value).sum();
    if (Double.isNaN(start)) {
      start = last;
      startNanos = nanos;
      rateNanos = nanos;
    }
    end = last;
    endNanos = nanos;
    if (nanos - rateNanos >= LEAST_NANOS) {
      double grown = increase.total() - rateTotal;
      maxRate = Math.max(maxRate, grown / ((nanos - rateNanos) / NANOS_PER_SECOND));
      rateTotal = increase.total();
      rateNanos = nanos;
    }
  }

  @Override
  public Map<String, Double> last() {
    return Double.isNaN(last) ? Map.of() : Map.of("", last);
  }

  @Override
  public Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    if (present()) {
      finder.describe(figures);
      figures.put("start", start);
      figures.put("end", end);
      figures.put("increase", increase.total());
      double seconds = (endNanos - startNanos) / NANOS_PER_SECOND;
      figures.put("mean_per_s", seconds > 0 ? increase.total() / seconds : 0.0);
      figures.put("max_per_s", maxRate);
    }
    return figures;
  }

  /** Whether any scrape had it. */
  boolean present() {
    return !Double.isNaN(start);
  }

  /** By how much it grew since the first scrape; 0 if none had it. */
  double increase() {
    return increase.total();
  }

  @Override
  public int resets() {
    return increase.resets();
  }
}
