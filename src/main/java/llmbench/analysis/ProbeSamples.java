// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import llmbench.metrics.RequestSamples;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.Goal;
import llmbench.plan.Metric;
import llmbench.plan.SearchSpec;
import llmbench.plan.Slo;
import llmbench.search.LoadFigures;
import llmbench.search.RequestSample;
import org.jspecify.annotations.Nullable;

/** What a search needs of a measured case. */
final class ProbeSamples {
  private static final double MILLIS = 1000;

  private ProbeSamples() {}

  /**
   * The requests of a case.
   *
   * @param metrics with the samples of its requests
   * @param slo the limits of {@code goodput}; null without
   */
  static List<RequestSample> of(ServingMetrics metrics, SearchSpec spec, @Nullable Slo slo) {
    Predicate<Goal> ofItl = goal -> goal instanceof Goal.Latency l && l.metric() == Metric.ITL;
    boolean gaps = spec.goals().stream().anyMatch(ofItl);
    RequestSamples requests = metrics.requests();
    List<RequestSample> samples = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      samples.add(sample(requests, i, gaps, slo));
    }
    return samples;
  }

  private static RequestSample sample(
      RequestSamples requests, int i, boolean gaps, @Nullable Slo slo) {
    double sent = requests.startSeconds(i);
    double end = requests.endSeconds(i);
    if (!requests.completed(i)) {
      return new RequestSample(
          sent, end, true, false, Double.NaN, Double.NaN, Double.NaN, new double[0]);
    }
    double[] itl = gaps ? requests.itlSeconds(i) : new double[0];
    for (int gap = 0; gap < itl.length; gap++) {
      itl[gap] *= MILLIS;
    }
    return new RequestSample(
        sent,
        end,
        false,
        requests.meets(i, slo),
        MILLIS * requests.ttftSeconds(i),
        requests.outputTokens(i) < 2 ? Double.NaN : MILLIS * requests.tpotSeconds(i),
        MILLIS * requests.latencySeconds(i),
        itl);
  }

  /** What the case's load made. */
  static LoadFigures figures(ServingMetrics metrics) {
    RequestSamples requests = metrics.requests();
    double took = 0;
    for (int i = 0; i < requests.size(); i++) {
      took += requests.endSeconds(i) - requests.startSeconds(i);
    }
    double duration = metrics.durationSeconds();
    return new LoadFigures(
        metrics.figures().completed(),
        metrics.figures().failed(),
        metrics.figures().requestThroughput(),
        metrics.figures().outputThroughput(),
        duration == 0 ? 0 : took / duration,
        metrics.figures().latency(Metric.E2EL).meanMillis());
  }
}
