// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import llmbench.engine.VirtualAnswer;
import llmbench.engine.VirtualRequest;
import llmbench.engine.VirtualRun;
import llmbench.plan.EngineSpec;
import llmbench.plan.Goal;
import llmbench.plan.Metric;
import llmbench.plan.SearchSpec;
import llmbench.plan.SearchSpec.Variable;

/**
 * Loads on the embedded engine's model in virtual time: Poisson arrivals or a closed loop, lengths
 * drawn uniformly between half and one and a half of their mean.
 *
 * @param name of the setting
 * @param engine the engine
 * @param meanPrompt tokens
 * @param meanOutput tokens
 */
record VirtualProbes(String name, EngineSpec engine, int meanPrompt, int meanOutput) {
  static final VirtualProbes SMALL =
      new VirtualProbes("8 seats", engine(8, 10, 0.15, 0.05), 256, 64);
  static final VirtualProbes LARGE =
      new VirtualProbes("64 seats", engine(64, 8, 0.25, 0.02), 512, 128);
  static final VirtualProbes FRESH =
      new VirtualProbes("24 seats", engine(24, 12, 0.2, 0.03), 384, 96);

  private static EngineSpec engine(int seats, double step, double perSeq, double prefill) {
    return new EngineSpec(
        false, 0, 0, seats, 2048, 4096, step, perSeq, prefill, false, 0, 0, List.of());
  }

  /** A search with a goal on a percentile. */
  static SearchSpec spec(
      Variable variable, Metric metric, double percentile, double limit, double from, double to) {
    return new SearchSpec(
        variable,
        List.of(new Goal.Latency(metric, percentile, limit)),
        from,
        to,
        Duration.ofHours(24),
        60,
        0.05,
        0.95,
        null);
  }

  /** Searches to the end. */
  SearchAnswer search(SearchSpec spec, long seed) {
    LimitSearch search = new LimitSearch(spec);
    for (Probe probe = search.next(); probe != null; probe = search.next()) {
      search.told(probe, run(spec, probe, seed));
    }
    return search.answer();
  }

  ProbeOutcome run(SearchSpec spec, Probe probe, long seed) {
    List<RequestSample> samples = new ArrayList<>();
    VirtualRun.run(
        engine,
        load(spec.variable(), probe.value(), probe.requests(), 1000 * seed + probe.number()),
        spec.variable().whole() ? (int) probe.value() : Integer.MAX_VALUE,
        answer -> samples.add(sample(answer)));
    return ProbeReading.of(spec, samples);
  }

  /** The share of a long run that is over a limit, the first tenth left out. */
  double share(SearchSpec spec, double value, int requests, long seed) {
    Goal.Latency goal = (Goal.Latency) spec.goals().get(0);
    int[] count = new int[2];
    VirtualRun.run(
        engine,
        load(spec.variable(), value, requests, seed),
        spec.variable().whole() ? (int) value : Integer.MAX_VALUE,
        answer -> {
          double millis =
              switch (goal.metric()) {
                case TTFT -> answer.ttftNanos() / 1e6;
                case TPOT -> answer.tpotNanos() / 1e6;
                default -> answer.e2elNanos() / 1e6;
              };
          if (answer.index() >= requests / 10) {
            count[0] += millis > goal.limitMillis() ? 1 : 0;
            count[1]++;
          }
        });
    return (double) count[0] / count[1];
  }

  private Iterator<VirtualRequest> load(Variable variable, double value, int requests, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new Iterator<>() {
      private int given;
      private double seconds;

      @Override
      public boolean hasNext() {
        return given < requests;
      }

      @Override
      public VirtualRequest next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        given++;
        if (variable == Variable.REQUEST_RATE) {
          seconds -= Math.log1p(-random.nextDouble()) / value;
        }
        return new VirtualRequest(
            Math.round(seconds * 1e9),
            random.nextInt(meanPrompt / 2, meanPrompt * 3 / 2 + 1),
            random.nextInt(meanOutput / 2, meanOutput * 3 / 2 + 1));
      }
    };
  }

  private static RequestSample sample(VirtualAnswer answer) {
    double sent = answer.sentNanos() / 1e9;
    return new RequestSample(
        sent,
        sent + answer.e2elNanos() / 1e9,
        false,
        true,
        answer.ttftNanos() / 1e6,
        answer.tpotNanos() / 1e6,
        answer.e2elNanos() / 1e6,
        new double[0]);
  }
}
