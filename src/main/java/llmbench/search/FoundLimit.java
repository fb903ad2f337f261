// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

import java.util.ArrayList;
import java.util.List;
import llmbench.plan.SearchSpec;
import org.jspecify.annotations.Nullable;

/**
 * A search, what it found, and the loads that it tried on the way.
 *
 * @param cell what was searched, such as {@code io256x256_mcinf}
 * @param spec the search
 * @param answer what it found
 * @param runs the probes' cases, as many as the answer has probes and in their order
 */
public record FoundLimit(String cell, SearchSpec spec, SearchAnswer answer, List<Run> runs) {
  /**
   * The case of a probe.
   *
   * @param caseName its short name
   * @param figures what its load made
   */
  public record Run(String caseName, LoadFigures figures) {}

  /** Copies the list. */
  public FoundLimit {
    runs = List.copyOf(runs);
    if (runs.size() != answer.probes().size()) {
      throw new IllegalArgumentException(
          "expected a run of each of " + answer.probes().size() + " probes, found " + runs.size());
    }
  }

  /**
   * The run at the knee of output tokens per second against the mean end-to-end latency ({@link
   * Knee}).
   *
   * @return its place; null where there is none
   */
  public @Nullable Integer knee() {
    List<LoadPoint> curve = new ArrayList<>();
    for (Run run : runs) {
      LoadFigures figures = run.figures();
      if (figures.completed() > 0) {
        curve.add(new LoadPoint(figures.meanE2elMillis(), figures.outputThroughput()));
      }
    }
    LoadPoint knee = Knee.of(curve);
    for (int i = 0; knee != null && i < runs.size(); i++) {
      LoadFigures figures = runs.get(i).figures();
      if (knee.equals(new LoadPoint(figures.meanE2elMillis(), figures.outputThroughput()))) {
        return i;
      }
    }
    return null;
  }

  /**
   * Where a run lies between users and server ({@link ParetoFront#point}): users are the requests
   * in flight in the mean.
   *
   * @return null where no request completed
   */
  public @Nullable LoadPoint tokensPerUserAndGpu(int run) {
    LoadFigures figures = runs.get(run).figures();
    Integer gpus = spec.gpus();
    return figures.completed() == 0
        ? null
        : ParetoFront.point(
            figures.outputThroughput(), figures.meanInFlight(), gpus == null ? 1 : gpus);
  }

  /**
   * Places of the runs on the Pareto front of {@link #tokensPerUserAndGpu}, users' tokens falling.
   */
  public List<Integer> front() {
    List<LoadPoint> points = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      LoadPoint point = tokensPerUserAndGpu(i);
      if (point != null) {
        points.add(point);
        places.add(i);
      }
    }
    return ParetoFront.of(points).stream().map(places::get).toList();
  }
}
