// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import llmbench.plan.Metric;

/** The values of one metric in each window, in dispatch order, in arrays that fit. */
final class WindowValues implements EventSink {
  private final Metric metric;
  private final Windows windows;
  private final double[][] values;
  private final int[] filled;

  private WindowValues(Metric metric, Windows windows, WindowTally tally) {
    this.metric = metric;
    this.windows = windows;
    this.values = new double[windows.count()][];
    this.filled = new int[windows.count()];
    for (int window = 0; window < values.length; window++) {
      values[window] = new double[tally.values(metric, window)];
    }
  }

  /** Gathers them: an array for each window. */
  static double[][] of(EventWalk walk, Metric metric, Windows windows, WindowTally tally) {
    WindowValues sink = new WindowValues(metric, windows, tally);
    walk.walk(sink);
    return sink.values;
  }

  @Override
  public boolean eachChunk() {
    return metric == Metric.ITL;
  }

  @Override
  public void value(Metric which, int request, long atNanos, double seconds) {
    if (which == metric) {
      int window = windows.index(atNanos);
      if (window >= 0) {
        values[window][filled[window]++] = seconds;
      }
    }
  }
}
