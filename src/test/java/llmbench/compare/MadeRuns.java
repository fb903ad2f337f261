// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import llmbench.compare.MadeSamples.Made;
import llmbench.engine.VirtualAnswer;
import llmbench.engine.VirtualRequest;
import llmbench.engine.VirtualRun;
import llmbench.plan.EngineSpec;

/**
 * Runs to try the method on: the embedded engine's model in virtual time, and a made-up server
 * whose requests are like those before them.
 *
 * @param name of the setting
 * @param seats of the engine; 0 for the made-up server
 * @param users most requests at once; 0 for an open load
 * @param perSecond requests per second of an open load, else 0
 * @param requests of a run
 * @param spread from run to run, as a share: the deviation of all of a run's times
 */
record MadeRuns(String name, int seats, int users, double perSecond, int requests, double spread) {
  private static final int MEAN_PROMPT = 256;
  private static final int MEAN_OUTPUT = 64;
  private static final double ALIKE = 0.9;
  private static final double NOISE = 0.1;
  private static final double OF_A_REQUEST = 0.05;

  /** A run whose times are those of the engine, times a factor. */
  MadeSamples run(long seed, double slower) {
    SplittableRandom random = new SplittableRandom(seed);
    double pace = slower * Math.exp(spread * normal(random));
    return seats == 0 ? madeUp(random, pace) : engine(random, pace);
  }

  /**
   * A run with the requests of one seed and the chance of another: its pace, and a noise of each
   * request that is like that of the one before it (autocorrelation 0.9, deviation 5 %).
   */
  MadeSamples run(long asked, long chance, double slower) {
    SplittableRandom random = new SplittableRandom(chance);
    double pace = slower * Math.exp(spread * normal(random));
    MadeSamples clean = engine(new SplittableRandom(asked), pace);
    List<Made> noisy = new ArrayList<>();
    double state = normal(random);
    for (Made each : clean.requests()) {
      state = ALIKE * state + Math.sqrt(1 - ALIKE * ALIKE) * normal(random);
      double factor = Math.exp(OF_A_REQUEST * state);
      noisy.add(
          new Made(
              each.start(),
              each.ttft() * factor,
              each.e2el() * factor,
              each.inputTokens(),
              Arrays.stream(each.gaps()).map(gap -> gap * factor).toArray(),
              each.ttft() * factor < 0.5));
    }
    return MadeSamples.of(noisy);
  }

  private MadeSamples engine(SplittableRandom random, double pace) {
    EngineSpec spec =
        new EngineSpec(
            false,
            0,
            0,
            seats,
            2048,
            4096,
            10 * pace,
            0.15 * pace,
            0.05 * pace,
            false,
            0,
            0,
            List.of());
    List<VirtualRequest> due = new ArrayList<>();
    double seconds = 0;
    for (int i = 0; i < requests; i++) {
      seconds -= perSecond > 0 ? Math.log1p(-random.nextDouble()) / perSecond : 0;
      due.add(
          new VirtualRequest(
              Math.round(seconds * 1e9),
              random.nextInt(MEAN_PROMPT / 2, MEAN_PROMPT * 3 / 2 + 1),
              random.nextInt(MEAN_OUTPUT / 2, MEAN_OUTPUT * 3 / 2 + 1)));
    }
    return MadeSamples.of(
        VirtualRun.run(spec, due, users == 0 ? Integer.MAX_VALUE : users).stream()
            .sorted(Comparator.comparingLong(VirtualAnswer::sentNanos))
            .map(MadeRuns::made)
            .toList());
  }

  private static Made made(VirtualAnswer answer) {
    long[] tokens = answer.tokenNanos();
    double[] gaps = new double[tokens.length - 1];
    Arrays.setAll(gaps, i -> (tokens[i + 1] - tokens[i]) / 1e9);
    double ttft = answer.ttftNanos() / 1e9;
    return new Made(
        answer.sentNanos() / 1e9,
        ttft,
        answer.e2elNanos() / 1e9,
        answer.request().promptTokens(),
        gaps,
        ttft < 0.5);
  }

  /** A closed loop against a server whose pace is alike from one request to the next. */
  private MadeSamples madeUp(SplittableRandom random, double pace) {
    PriorityQueue<Double> free = new PriorityQueue<>();
    for (int user = 0; user < users; user++) {
      free.add(user * 0.01);
    }
    List<Made> made = new ArrayList<>();
    double state = normal(random);
    for (int i = 0; i < requests; i++) {
      double sent = free.remove();
      state = ALIKE * state + Math.sqrt(1 - ALIKE * ALIKE) * normal(random);
      double now = pace * Math.max(0.2, 1 + NOISE * state);
      double[] gaps = new double[random.nextInt(8, 33)];
      Arrays.setAll(gaps, gap -> 0.02 * now * Math.exp(0.2 * normal(random)));
      double ttft = 0.1 * now;
      double e2el = ttft + Arrays.stream(gaps).sum();
      made.add(new Made(sent, ttft, e2el, MEAN_PROMPT, gaps, e2el < 0.5));
      free.add(sent + e2el);
    }
    return MadeSamples.of(made);
  }

  /** By Box and Muller. */
  private static double normal(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log1p(-random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
