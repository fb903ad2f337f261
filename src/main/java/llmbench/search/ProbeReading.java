// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import llmbench.plan.Goal;
import llmbench.plan.Metric;
import llmbench.plan.SearchSpec;
import llmbench.plan.SearchSpec.Variable;
import llmbench.statistics.MannKendall;

/**
 * From the requests of a probe to its outcome. What counts is what was sent between two end-to-end
 * latencies (their median) after the first send and one before the last: the load builds up, and
 * falls off at its end.
 *
 * <p>The cut does not look at the values it cuts. MSER-5, which does, takes bursts near the
 * beginning for a transient: on the embedded engine near its limit it lowered the share of requests
 * over the limit by three in ten.
 */
public final class ProbeReading {
  /** End-to-end latencies that the load takes to build up. */
  static final int BUILD_UP = 2;

  /** End-to-end latencies at the end in which the load falls off. */
  static final int FALL_OFF = 1;

  /** The fewest end-to-end latencies that the part that counts is long. */
  static final int LEAST_SCALES = 10;

  private static final int MOST_BATCHES = 20;
  private static final int FEWEST_BATCHES = 5;

  /** How many end-to-end latencies a batch is long, if there is time for it. */
  private static final double SCALES_OF_A_BATCH = 3;

  private static final double GROWTH_LEVEL = 0.001;
  private static final double GROWTH_CHANGE = 1;

  private final SearchSpec spec;
  private final List<RequestSample> sorted;
  private final double scale;

  private ProbeReading(SearchSpec spec, List<RequestSample> samples) {
    this.spec = spec;
    this.sorted = new ArrayList<>(samples);
    sorted.sort(Comparator.comparingDouble(RequestSample::sentSeconds));
    this.scale = scale(sorted);
  }

  /**
   * Reads a probe.
   *
   * @param spec the search
   * @param samples all its requests, in any order; none is an outcome without evidence
   */
  public static ProbeOutcome of(SearchSpec spec, List<RequestSample> samples) {
    return new ProbeReading(spec, samples).read();
  }

  private ProbeOutcome read() {
    if (sorted.isEmpty()) {
      return new ProbeOutcome(List.of(), 0, false, 0, 0, "no requests");
    }
    double first = sorted.get(0).sentSeconds();
    double last = sorted.get(sorted.size() - 1).sentSeconds();
    double end = sorted.stream().mapToDouble(RequestSample::endSeconds).max().orElse(last);
    double from = first + BUILD_UP * scale;
    double to = last - FALL_OFF * scale;
    List<RequestSample> counted =
        sorted.stream()
            .filter(each -> each.sentSeconds() >= from && each.sentSeconds() <= to)
            .toList();
    boolean grew = spec.variable() == Variable.REQUEST_RATE && queueGrew();
    String problem = problem(counted.size(), to - from);
    List<GoalEvidence> goals = new ArrayList<>();
    // A queue that grows makes all parts alike in that they miss; nothing is gained by a cut.
    List<RequestSample> judged = counted.isEmpty() ? sorted : counted;
    for (Goal goal : spec.goals()) {
      goals.add(evidence(goal, judged));
    }
    boolean hopeless = grew || goals.stream().anyMatch(ProbeReading::hopeless);
    return new ProbeOutcome(
        goals, counted.size(), grew, scale, end - first, hopeless ? "" : problem);
  }

  /** Misses so much that no longer probe is needed to see it. */
  private static boolean hopeless(GoalEvidence evidence) {
    double allowed = evidence.goal().allowedShare();
    return evidence.share() > (1 + allowed) / 2;
  }

  private String problem(int counted, double seconds) {
    int least = leastRequests(spec.goals());
    if (counted < least) {
      return counted + " requests that count, " + least + " needed";
    }
    if (seconds < LEAST_SCALES * scale) {
      return String.format(
          Locale.ROOT,
          "%.1f s that count, %d end-to-end latencies needed (%.1f s)",
          seconds,
          LEAST_SCALES,
          LEAST_SCALES * scale);
    }
    return "";
  }

  /**
   * The fewest requests of a probe: with ten times as many as the goal's share makes one miss, ten
   * are expected at the limit; at least 100.
   */
  static int leastRequests(List<Goal> goals) {
    double least = 100;
    for (Goal goal : goals) {
      double rarer = Math.min(goal.allowedShare(), 1 - goal.allowedShare());
      least = Math.max(least, Math.min(10 / rarer, 100_000) * (perRequest(goal) ? 1 : 0.1));
    }
    // One request less than 10 / (1 - 0.99) is no reason to repeat a probe.
    return (int) Math.floor(0.95 * least);
  }

  private static boolean perRequest(Goal goal) {
    return !(goal instanceof Goal.Latency latency) || latency.metric() != Metric.ITL;
  }

  /** The median end-to-end latency of those that did not fail, in seconds. */
  private static double scale(List<RequestSample> samples) {
    double[] seconds =
        samples.stream()
            .filter(each -> !each.failed())
            .mapToDouble(each -> each.endSeconds() - each.sentSeconds())
            .sorted()
            .toArray();
    return seconds.length == 0 ? 0 : seconds[seconds.length / 2];
  }

  /** Whether the number in flight, as each request finds it, rises beyond chance and doubles. */
  private boolean queueGrew() {
    double[] ends = sorted.stream().mapToDouble(RequestSample::endSeconds).sorted().toArray();
    double[] inFlight = new double[sorted.size()];
    int ended = 0;
    for (int i = 0; i < inFlight.length; i++) {
      while (ended < ends.length && ends[ended] <= sorted.get(i).sentSeconds()) {
        ended++;
      }
      inFlight[i] = i - ended;
    }
    int skipped = 0;
    double builtUp = sorted.get(0).sentSeconds() + BUILD_UP * lightScale();
    while (skipped < inFlight.length && sorted.get(skipped).sentSeconds() < builtUp) {
      skipped++;
    }
    double[] loaded = Arrays.copyOfRange(inFlight, skipped, inFlight.length);
    MannKendall trend = MannKendall.of(MannKendall.batched(loaded));
    return trend.slope() > 0 && trend.pValue() < GROWTH_LEVEL && trend.change() >= GROWTH_CHANGE;
  }

  /** The lower decile of the end-to-end latencies: what it is before a queue has grown. */
  private double lightScale() {
    double[] seconds =
        sorted.stream()
            .filter(each -> !each.failed())
            .mapToDouble(each -> each.endSeconds() - each.sentSeconds())
            .sorted()
            .toArray();
    return seconds.length == 0 ? 0 : seconds[seconds.length / 10];
  }

  private GoalEvidence evidence(Goal goal, List<RequestSample> judged) {
    double start = judged.get(0).sentSeconds();
    double length = judged.get(judged.size() - 1).sentSeconds() - start;
    int batches =
        scale == 0
            ? FEWEST_BATCHES
            : (int)
                Math.max(
                    FEWEST_BATCHES, Math.min(MOST_BATCHES, length / (SCALES_OF_A_BATCH * scale)));
    double[] misses = new double[batches];
    double[] trials = new double[batches];
    for (int i = 0; i < judged.size(); i++) {
      int batch = (int) ((long) i * batches / judged.size());
      for (double value : values(goal, judged.get(i))) {
        trials[batch]++;
        misses[batch] += value > limit(goal) ? 1 : 0;
      }
    }
    return new GoalEvidence(goal, observed(goal, judged), misses, trials);
  }

  /** What is compared with the goal's limit; a failed request is over every one. */
  private static double[] values(Goal goal, RequestSample sample) {
    if (sample.failed()) {
      return new double[] {Double.POSITIVE_INFINITY};
    }
    if (goal instanceof Goal.Goodput) {
      return new double[] {sample.good() ? 0 : 1};
    }
    if (!(goal instanceof Goal.Latency latency)) {
      return new double[] {0};
    }
    double value =
        switch (latency.metric()) {
          case TTFT -> sample.ttftMillis();
          case TPOT -> sample.tpotMillis();
          case E2EL -> sample.e2elMillis();
          default -> Double.NaN;
        };
    if (latency.metric() == Metric.ITL) {
      return sample.gapsMillis();
    }
    return Double.isNaN(value) ? new double[0] : new double[] {value};
  }

  private static double limit(Goal goal) {
    return goal instanceof Goal.Latency latency ? latency.limitMillis() : 0;
  }

  private static double observed(Goal goal, List<RequestSample> judged) {
    double[] values =
        judged.stream().flatMapToDouble(each -> Arrays.stream(values(goal, each))).toArray();
    if (goal instanceof Goal.Latency latency) {
      Arrays.sort(values);
      // The smallest value that leaves at most the allowed share above it.
      int rank = (int) Math.ceil(latency.percentile() / 100 * values.length - 1e-9);
      return values.length == 0 ? Double.NaN : values[Math.max(0, rank - 1)];
    }
    long missed = Arrays.stream(values).filter(value -> value > 0).count();
    double share = values.length == 0 ? Double.NaN : (double) missed / values.length;
    return goal instanceof Goal.Goodput ? 1 - share : share;
  }
}
