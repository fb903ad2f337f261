// SPDX-License-Identifier: Apache-2.0
package llmbench.traffic;

import java.util.ArrayList;
import java.util.List;
import llmbench.plan.RequestRate;
import llmbench.plan.RequestRate.Ramp;
import llmbench.plan.RequestRate.Strategy;
import llmbench.random.NumpyLegacyRandom;
import llmbench.random.RoundedMath;

/**
 * vLLM's arrival times, number for number for a seed ({@code get_request} and {@code
 * _get_current_request_rate} in {@code vllm/benchmarks/serve.py} of 0.32): gaps drawn from a gamma
 * distribution of shape {@code burstiness} and mean 1/rate, added up, and at a constant rate
 * stretched so that the last request comes exactly at n/rate.
 *
 * <pre>
 * burstiness
 *   0.2  ││           │ ││  │          ││││     │     bunches and silences
 *   1    │ │  ││   │   │ │    │ │  │ │   ││    │      Poisson: users who know nothing of each other
 *   5    │  │  │ │  │  │  │  │  │ │  │   │  │ │       nearly even
 *   inf  │  │  │  │  │  │  │  │  │  │  │  │  │  │     truly equal gaps
 *        ┼────────────────────────────────────┤
 *        0                                   n/rate
 * </pre>
 *
 * The first request is one gap after the start, not at it. How the rate of a ramp goes: {@link
 * Ramp}.
 */
public final class VllmSchedule {
  private VllmSchedule() {}

  /**
   * The offsets of a case's requests.
   *
   * @param count at least 1
   * @param burstiness above 0; infinite for equal gaps
   * @param random of the case's seed, as the data set left it; an infinite rate or burstiness draws
   *     nothing
   * @throws TrafficException if the rate is so low that times are no longer numbers
   */
  public static Arrivals arrivals(
      int count, RequestRate rate, double burstiness, NumpyLegacyRandom random) {
    if (count < 1 || !(burstiness > 0)) {
      throw new IllegalArgumentException(
          "expected count >= 1 and burstiness > 0, found " + count + " and " + burstiness);
    }
    RoundedMath math = new RoundedMath();
    double[] offsets = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += gap(rateOf(rate, i, count, math), burstiness, random);
      offsets[i] = sum;
    }
    if (rate instanceof RequestRate.Constant constant && sum != 0) {
      double factor = count / constant.perSecond() / sum;
      for (int i = 0; i < count; i++) {
        offsets[i] *= factor;
      }
    }
    return Arrivals.of(offsets, count);
  }

  private static double gap(double rate, double burstiness, NumpyLegacyRandom random) {
    if (rate == Double.POSITIVE_INFINITY) {
      return 0;
    }
    if (burstiness == Double.POSITIVE_INFINITY) {
      return 1 / rate;
    }
    double scale = 1 / (rate * burstiness);
    if (scale == Double.POSITIVE_INFINITY) {
      throw new TrafficException(
          "request_rate: expected one whose gaps are finite, found "
              + rate
              + " with burstiness "
              + burstiness);
    }
    return random.gamma(burstiness, scale);
  }

  private static double rateOf(RequestRate rate, int index, int count, RoundedMath math) {
    if (rate instanceof Ramp ramp) {
      double start = ramp.startRps();
      double progress = (double) index / Math.max(count - 1, 1);
      return ramp.strategy() == Strategy.LINEAR
          ? start + (ramp.endRps() - start) * progress
          : start * math.pow(ramp.endRps() / start, progress);
    }
    return ((RequestRate.Constant) rate).perSecond();
  }

  /**
   * A whole number of requests a second that a ramp has come to.
   *
   * @param request the one that was first sent at it; -1 for the rate at the start
   * @param rps requests a second
   */
  public record RpsChange(int request, int rps) {}

  /**
   * vLLM's {@code rps_change_events} ({@code benchmark} in {@code serve.py}): the rate at the
   * start, cut to a whole number, then each whole number when the rate first reaches it. A ramp
   * downwards has but the first.
   *
   * @param requests of the ramp; at least 1
   */
  public static List<RpsChange> rpsChanges(Ramp ramp, int requests) {
    RoundedMath math = new RoundedMath();
    List<RpsChange> changes = new ArrayList<>();
    int last = (int) ramp.startRps();
    changes.add(new RpsChange(-1, last));
    for (int i = 0; i < requests; i++) {
      int rps = (int) rateOf(ramp, i, requests, math);
      while (last < rps) {
        last++;
        changes.add(new RpsChange(i, last));
      }
    }
    return changes;
  }
}
