// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import llmbench.plan.GoodputSet;
import llmbench.plan.Metric;

/** Counts what happened in each window: one pass, a few numbers a window. */
final class WindowTally implements EventSink {
  private final Windows windows;
  private final Limits limits;
  private final List<GoodputSet> sets;
  private final Map<Metric, int[]> values = new EnumMap<>(Metric.class);
  private final long[] completed;
  private final long[] failed;
  private final long[] inputTokens;
  private final long[] outputTokens;
  private final long[][] good;
  private final long[][] goodTokens;

  /**
   * An empty tally.
   *
   * @param limits what requests are judged by: set 0
   * @param sets further limits: sets from 1 on
   */
  WindowTally(Windows windows, Limits limits, List<GoodputSet> sets) {
    this.windows = windows;
    this.limits = limits;
    this.sets = sets;
    int count = windows.count();
    for (Metric metric : Metric.values()) {
      values.put(metric, new int[count]);
    }
    this.completed = new long[count];
    this.failed = new long[count];
    this.inputTokens = new long[count];
    this.outputTokens = new long[count];
    this.good = new long[sets.size() + 1][count];
    this.goodTokens = new long[sets.size() + 1][count];
  }

  @Override
  public void value(Metric metric, int request, long atNanos, double seconds) {
    int window = windows.index(atNanos);
    if (window >= 0) {
      values(metric)[window]++;
    }
  }

  @Override
  public void prompt(long atNanos, int tokens) {
    int window = windows.index(atNanos);
    if (window >= 0) {
      inputTokens[window] += tokens;
    }
  }

  @Override
  public void output(long atNanos, int tokens) {
    int window = windows.index(atNanos);
    if (window >= 0) {
      outputTokens[window] += tokens;
    }
  }

  @Override
  public void completed(long atNanos, RequestLatencies latencies) {
    int window = windows.index(atNanos);
    if (window < 0) {
      return;
    }
    completed[window]++;
    for (int set = 0; set < good.length; set++) {
      if (set == 0 ? latencies.meets(limits) : latencies.meets(sets.get(set - 1))) {
        good[set][window]++;
        goodTokens[set][window] += latencies.outputTokens();
      }
    }
  }

  @Override
  public void failed(long atNanos) {
    int window = windows.index(atNanos);
    if (window >= 0) {
      failed[window]++;
    }
  }

  int values(Metric metric, int window) {
    return values(metric)[window];
  }

  private int[] values(Metric metric) {
    return Objects.requireNonNull(values.get(metric));
  }

  long completed(int window) {
    return completed[window];
  }

  long failed(int window) {
    return failed[window];
  }

  long inputTokens(int window) {
    return inputTokens[window];
  }

  long outputTokens(int window) {
    return outputTokens[window];
  }

  /** Requests good by the set of that number; 0 for their own limits. */
  long good(int set, int window) {
    return good[set][window];
  }

  long goodTokens(int set, int window) {
    return goodTokens[set][window];
  }
}
