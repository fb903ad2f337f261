// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.util.List;
import llmbench.dataset.Prompt;
import llmbench.plan.Case;
import llmbench.plan.LoadSpec;
import llmbench.plan.Plan;
import llmbench.plan.RequestRate;
import org.jspecify.annotations.Nullable;

/**
 * How long a case would take, if each of its requests took what is assumed.
 *
 * @param ttftMillis to the first token, at any load
 * @param tpotMillis for each further one
 */
public record TimeEstimate(double ttftMillis, double tpotMillis) {
  private static final double MILLIS_PER_SECOND = 1e3;

  /**
   * Seconds of load, without what comes before and after it.
   *
   * @return null where requests come at times of their own that only their file knows
   */
  public @Nullable Double seconds(Plan plan, Case benchCase, List<Prompt> prompts) {
    LoadSpec load = plan.load();
    if (load.duration() != null) {
      return load.duration().toMillis() / MILLIS_PER_SECOND;
    }
    int requests = prompts.size();
    double each = prompts.stream().mapToDouble(this::request).average().orElse(0);
    double last = prompts.stream().mapToDouble(this::request).max().orElse(0);
    double closed =
        benchCase.maxConcurrency() == null
            ? last
            : Math.max(last, Math.ceil((double) requests / benchCase.maxConcurrency()) * each);
    LoadSpec.ArrivalSpec arrivals = load.arrivals();
    if (!Double.isInfinite(benchCase.requestRate())) {
      return Math.max(closed, requests / benchCase.requestRate() + each);
    }
    RequestRate.Ramp ramp = arrivals.rampUp();
    if (ramp != null) {
      return Math.max(closed, requests * meanGap(ramp) + each);
    }
    boolean known = !plan.timed(benchCase) && load.users().equals(LoadSpec.UserSpec.PLAIN);
    return known ? Double.valueOf(closed) : null;
  }

  private double request(Prompt prompt) {
    double further = Math.max(0, prompt.outputLen() - 1);
    return (ttftMillis + further * tpotMillis) / MILLIS_PER_SECOND;
  }

  /** The mean of 1/rate over the requests, for the rate goes by their number. */
  private static double meanGap(RequestRate.Ramp ramp) {
    double start = ramp.startRps();
    double end = ramp.endRps();
    double steps = Math.log(end / start);
    if (Math.abs(steps) < 1e-9) {
      return 1 / start;
    }
    return ramp.strategy() == RequestRate.Strategy.LINEAR
        ? steps / (end - start)
        : (1 / start - 1 / end) / steps;
  }
}
