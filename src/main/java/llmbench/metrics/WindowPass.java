// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import llmbench.plan.GoodputSet;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;
import org.jspecify.annotations.Nullable;

/** The figures of windows. */
final class WindowPass {
  private final EventWalk walk;
  private final FlightSweep flight;
  private final long originNanos;
  private final MetricSpec spec;
  private final Limits limits;
  private final List<GoodputSet> sets;

  /**
   * A pass over a case.
   *
   * @param originNanos when the case began
   */
  WindowPass(EventWalk walk, FlightSweep flight, long originNanos, MetricSpec spec) {
    this.walk = walk;
    this.flight = flight;
    this.originNanos = originNanos;
    this.spec = spec;
    this.limits = walk.limits(spec);
    this.sets = spec.goodputSets();
  }

  /** The figures of one window, with intervals. */
  WindowFigures one(long fromNanos, long toNanos) {
    Windows window = Windows.one(fromNanos, toNanos);
    WindowTally tally = tally(window);
    IntervalCalculation intervals = new IntervalCalculation(walk, window, spec.percentiles());
    WindowFigures figures = figures(window, tally, intervals).get(0);
    Windows parts = Windows.split(fromNanos, toNanos, RateIntervals.BATCHES);
    RateIntervals rates = new RateIntervals(tally(parts), parts);
    return figures.with(
        new Intervals(rates.rates(limits.any()), intervals.latencies(), rates.goodputSets(sets)));
  }

  /** The figures of each window, without intervals. */
  List<WindowFigures> each(Windows windows) {
    return figures(windows, tally(windows), null);
  }

  private WindowTally tally(Windows windows) {
    WindowTally tally = new WindowTally(windows, limits, sets);
    walk.walk(tally);
    return tally;
  }

  private List<WindowFigures> figures(
      Windows windows, WindowTally tally, @Nullable IntervalCalculation intervals) {
    List<Map<Metric, LatencyStats>> latencies = new ArrayList<>();
    for (int window = 0; window < windows.count(); window++) {
      latencies.add(new EnumMap<>(Metric.class));
    }
    for (Metric metric : Metric.values()) {
      double[][] values = WindowValues.of(walk, metric, windows, tally);
      if (intervals != null) {
        intervals.inOrder(metric, values[0]);
      }
      for (int window = 0; window < values.length; window++) {
        latencies.get(window).put(metric, LatencyStats.of(values[window], spec.percentiles()));
      }
      if (intervals != null) {
        intervals.sorted(metric, values[0]);
      }
    }
    double[] means = flight.means(windows);
    int[] peaks = flight.peaks(windows);
    List<WindowFigures> figures = new ArrayList<>();
    for (int window = 0; window < windows.count(); window++) {
      figures.add(
          figures(windows, window, tally, latencies.get(window), means[window], peaks[window]));
    }
    return figures;
  }

  private WindowFigures figures(
      Windows windows,
      int window,
      WindowTally tally,
      Map<Metric, LatencyStats> latencies,
      double meanInFlight,
      int peakInFlight) {
    double seconds = windows.seconds(window);
    List<GoodputFigures> good = new ArrayList<>();
    long ended = tally.completed(window) + tally.failed(window);
    for (int set = 1; set <= sets.size(); set++) {
      long requests = tally.good(set, window);
      good.add(
          new GoodputFigures(
              sets.get(set - 1),
              requests,
              tally.goodTokens(set, window),
              requests / seconds,
              tally.goodTokens(set, window) / seconds,
              ended == 0 ? 0 : (double) requests / ended));
    }
    return new WindowFigures(
        RequestSamples.seconds(windows.start(window) - originNanos),
        RequestSamples.seconds(windows.end(window) - originNanos),
        tally.completed(window),
        tally.failed(window),
        tally.inputTokens(window),
        tally.outputTokens(window),
        tally.completed(window) / seconds,
        limits.any() ? (Double) (tally.good(0, window) / seconds) : null,
        tally.outputTokens(window) / seconds,
        (tally.inputTokens(window) + tally.outputTokens(window)) / seconds,
        meanInFlight,
        peakInFlight,
        latencies,
        good,
        null);
  }
}
