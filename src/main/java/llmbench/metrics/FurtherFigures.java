// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.time.Duration;
import java.util.List;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;
import org.jspecify.annotations.Nullable;

/**
 * What is computed of a case beside vLLM's figures.
 *
 * @param whole the whole case as one window, with intervals; null if no request was sent
 * @param steady the steady window
 * @param tokenPeak the most output tokens in any second
 * @param allRequests percentiles with failures as infinitely slow
 * @param fromIntended latencies from the time a request was due
 * @param sliceSeconds length of the slices; 0 without
 * @param slices the figures of each slice; empty without
 * @param groups the figures of each model, address and part of a mix; empty without
 * @param checks how many answers were right
 * @param workloads the figures of each class of requests; empty without
 */
public record FurtherFigures(
    @Nullable WindowFigures whole,
    SteadyState steady,
    TokenPeak tokenPeak,
    AllRequests allRequests,
    FromIntended fromIntended,
    double sliceSeconds,
    List<WindowFigures> slices,
    List<GroupFigures> groups,
    AnswerChecks checks,
    List<WorkloadFigures> workloads) {
  /** More slices than this are made longer, so that a result can be read. */
  public static final int MOST_SLICES = 10_000;

  /** Copies the list. */
  public FurtherFigures {
    slices = List.copyOf(slices);
    groups = List.copyOf(groups);
    workloads = List.copyOf(workloads);
  }

  static FurtherFigures of(
      RequestTable table,
      int[] rows,
      FlightSweep flight,
      long firstNanos,
      long lastNanos,
      MetricSpec spec) {
    EventWalk walk = new EventWalk(table, rows);
    WindowPass pass = new WindowPass(walk, flight, firstNanos, spec);
    // What happened in the very last nanosecond is of the case too.
    long endNanos = Math.max(firstNanos, lastNanos) + 1;
    boolean none = rows.length == 0;
    @Nullable WindowFigures whole = none ? null : pass.one(firstNanos, endNanos);
    SteadySearch search = new SteadySearch(walk, flight, pass, spec.answers().has(Metric.TTFT));
    SteadyState steady = search.find(whole == null ? 0 : (int) whole.completed());
    double seconds = RequestSamples.seconds(Math.max(0, lastNanos - firstNanos));
    @Nullable Windows slices = none ? null : slices(firstNanos, endNanos, spec.slice());
    return new FurtherFigures(
        whole,
        steady,
        none ? new TokenPeak(0, 0) : TokenPeak.of(walk, firstNanos, endNanos),
        AllRequests.of(walk, spec),
        FromIntended.of(table, rows, spec.percentiles()),
        slices == null ? 0 : RequestSamples.seconds(slices.widthNanos()),
        slices == null ? List.of() : pass.each(slices),
        GroupFigures.of(table, rows, firstNanos, seconds, spec),
        AnswerChecks.of(table, rows),
        WorkloadFigures.of(table, rows, firstNanos, seconds, spec));
  }

  private static @Nullable Windows slices(long from, long to, @Nullable Duration slice) {
    if (slice == null) {
      return null;
    }
    long width = slice.toNanos();
    while ((to - from) / width >= MOST_SLICES) {
      width *= 2;
    }
    return new Windows(from, to, width);
  }
}
