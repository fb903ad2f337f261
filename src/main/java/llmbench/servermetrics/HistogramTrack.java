// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A histogram of times over a case: of the difference between its start and its end. The mean is
 * exact (sum over count); quantiles are interpolated within buckets, see {@link Buckets}.
 */
final class HistogramTrack implements Track {
  private static final double MILLIS = 1e3;

  private final SeriesFinder finder;
  private final Increase count = new Increase();
  private final Increase sum = new Increase();
  private final Map<Double, Increase> buckets = new TreeMap<>();
  private final Map<String, Double> last = new LinkedHashMap<>();
  private boolean present;

  HistogramTrack(SeriesFinder finder) {
    this.finder = finder;
  }

  @Override
  public void add(Stage stage, long nanos, List<Reading> readings) {
    last.clear();
    add("_count", count, readings);
    add("_sum", sum, readings);
    present |= !last.isEmpty();
    Map<Double, List<SeriesFinder.Found>> byBound = new TreeMap<>();
    for (SeriesFinder.Found found : finder.find(readings, "_bucket")) {
      Double bound = bound(found.sample().labels().get("le"));
      if (!bound.isNaN()) {
        byBound.computeIfAbsent(bound, le -> new ArrayList<>()).add(found);
        buckets.computeIfAbsent(bound, le -> new Increase());
      }
    }
    buckets.forEach((le, increase) -> increase.add(byBound.getOrDefault(le, List.of()), readings));
  }

  private void add(String suffix, Increase increase, List<Reading> readings) {
    List<SeriesFinder.Found> found = finder.find(readings, suffix);
    increase.add(found, readings);
    if (!found.isEmpty()) {
      last.put(suffix, found.stream().mapToDouble(SeriesFinder.Found::value).sum());
    }
  }

  private static Double bound(@Nullable String le) {
    if (le == null) {
      return Double.NaN;
    }
    try {
      return le.equals("+Inf") ? Double.valueOf(Double.POSITIVE_INFINITY) : Double.valueOf(le);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  @Override
  public Map<String, Double> last() {
    return Map.copyOf(last);
  }

  /** {@code count}, and if it is over 0 {@code mean_ms}, {@code p50_ms} and {@code p99_ms}. */
  @Override
  public Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    if (!present) {
      return figures;
    }
    finder.describe(figures);
    figures.put("unit", "ms");
    figures.put("count", Math.round(count.total()));
    if (count.total() > 0) {
      figures.put("mean_ms", MILLIS * sum.total() / count.total());
      Buckets difference = difference();
      for (int percent : new int[] {50, 99}) {
        difference.put(figures, percent);
      }
    }
    return figures;
  }

  private Buckets difference() {
    TreeMap<Double, Double> cumulative = new TreeMap<>();
    buckets.forEach((le, increase) -> cumulative.put(le, increase.total()));
    return new Buckets(cumulative, sum.total() / count.total());
  }

  @Override
  public int resets() {
    return count.resets();
  }
}
