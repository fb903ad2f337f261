// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import llmbench.plan.GoodputSet;
import llmbench.statistics.BatchMean;
import llmbench.statistics.Interval;

/**
 * Intervals of rates by batch means: the window is cut into {@value #BATCHES} equal parts, and the
 * parts' rates are taken for independent. A resampling of requests would say less: a rate's error
 * comes from how events lie in time. Few and long parts, because slots that move in step make
 * waves, and a part's ends cut them (Schmeiser, Operations Research 30, 1982, has 10 to 30).
 */
final class RateIntervals {
  static final int BATCHES = 10;

  private static final int FEWEST_REQUESTS = 2;

  private final WindowTally batches;
  private final Windows windows;
  private final boolean enough;

  RateIntervals(WindowTally batches, Windows windows) {
    this.batches = batches;
    this.windows = windows;
    long completed = 0;
    for (int i = 0; i < windows.count(); i++) {
      completed += batches.completed(i);
    }
    this.enough = completed >= FEWEST_REQUESTS;
  }

  Map<String, Interval> rates(boolean goodput) {
    Map<String, Interval> rates = new LinkedHashMap<>();
    rates.put("request_throughput", interval(batches::completed));
    if (goodput) {
      rates.put("request_goodput", interval(i -> batches.good(0, i)));
    }
    rates.put("output_throughput", interval(batches::outputTokens));
    rates.put(
        "total_token_throughput", interval(i -> batches.inputTokens(i) + batches.outputTokens(i)));
    return rates;
  }

  Map<String, Interval> goodputSets(List<GoodputSet> sets) {
    Map<String, Interval> rates = new LinkedHashMap<>();
    for (int i = 0; i < sets.size(); i++) {
      int set = i + 1;
      rates.put(sets.get(i).name(), interval(batch -> batches.good(set, batch)));
    }
    return rates;
  }

  private Interval interval(IntToDoubleFunction count) {
    if (!enough) {
      return Interval.NONE;
    }
    BatchMean mean = new BatchMean(windows.count());
    for (int i = 0; i < windows.count(); i++) {
      mean.add(i, count.applyAsDouble(i), windows.seconds(i));
    }
    Interval interval = mean.interval();
    // A rate is never below 0.
    return interval.low() == null
        ? interval
        : new Interval(Math.max(0, interval.low()), interval.high());
  }
}
