// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

import java.util.Locale;
import llmbench.plan.Metric;
import llmbench.plan.SearchSpec;
import llmbench.plan.SearchSpec.Variable;

/**
 * How near the search comes to true limits, in virtual time: for each setting the true limit by
 * long runs, then a search for each seed. Arguments: how many seeds, requests of a long run, the
 * first seed. The method's settings were chosen with seeds 1 to 40 on the engines of 8 and 64
 * seats.
 */
final class SearchBenchmark {
  private final int firstSeed;

  private SearchBenchmark(int firstSeed) {
    this.firstSeed = firstSeed;
  }

  public static void main(String[] arguments) {
    new SearchBenchmark(Integer.parseInt(arguments[2]))
        .run(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
  }

  private void run(int seeds, int requests) {
    SearchSpec rate = VirtualProbes.spec(Variable.REQUEST_RATE, Metric.TTFT, 99, 500, 1, 100);
    trial(VirtualProbes.SMALL, rate, seeds, requests, 6, 6.7);
    trial(VirtualProbes.LARGE, rate, seeds, requests, 14, 15.5);
    trial(
        VirtualProbes.SMALL,
        VirtualProbes.spec(Variable.MAX_CONCURRENCY, Metric.TPOT, 95, 12.2, 1, 100),
        seeds,
        requests / 10,
        1,
        8);
    trial(
        VirtualProbes.LARGE,
        VirtualProbes.spec(Variable.MAX_CONCURRENCY, Metric.TPOT, 95, 20, 1, 200),
        seeds,
        requests / 10,
        16,
        64);
    // That of benchmarks/find.py, in real time.
    trial(
        VirtualProbes.SMALL,
        VirtualProbes.spec(Variable.REQUEST_RATE, Metric.TTFT, 90, 500, 1, 100),
        seeds,
        requests,
        5,
        9);
    // An engine on which no setting of the method was chosen.
    trial(
        VirtualProbes.FRESH,
        VirtualProbes.spec(Variable.REQUEST_RATE, Metric.TTFT, 95, 300, 1, 100),
        seeds,
        requests,
        4,
        30);
    trial(
        VirtualProbes.FRESH,
        VirtualProbes.spec(Variable.REQUEST_RATE, Metric.E2EL, 90, 3000, 1, 100),
        seeds,
        requests,
        4,
        30);
    trial(
        VirtualProbes.FRESH,
        VirtualProbes.spec(Variable.MAX_CONCURRENCY, Metric.TTFT, 95, 150, 1, 200),
        seeds,
        requests / 10,
        2,
        150);
  }

  private void trial(
      VirtualProbes probes, SearchSpec spec, int seeds, int requests, double low, double high) {
    double first = truth(probes, spec, requests, low, high, 101);
    double second = truth(probes, spec, requests, low, high, 202);
    double truth = spec.variable().whole() ? first : (first + second) / 2;
    print(
        "%s, %s, %s: true limit %.3f and %.3f by two seeds",
        probes.name(), spec.variable().key(), spec.goals().get(0).text(), first, second);
    int near = 0;
    int covered = 0;
    double count = 0;
    double seconds = 0;
    double longest = 0;
    double worst = 0;
    for (int seed = firstSeed; seed < firstSeed + seeds; seed++) {
      SearchAnswer answer = probes.search(spec, seed);
      Double estimate = answer.estimate();
      double error = estimate == null ? 1 : Math.abs(estimate / truth - 1);
      near += error <= 0.05 ? 1 : 0;
      worst = Math.max(worst, error);
      Double from = answer.low();
      Double to = answer.high();
      covered += from != null && to != null && from <= truth && truth <= to ? 1 : 0;
      count += answer.probes().size();
      seconds += answer.seconds();
      longest = Math.max(longest, answer.seconds());
      if (error > 0.05 || answer.end() != SearchEnd.FOUND) {
        print("  seed %d: %s %s [%s, %s]", seed, answer.end(), estimate, from, to);
      }
    }
    print(
        "  within 5 %%: %d of %d (worst %.1f %%); interval holds it: %d; %.1f probes, %.0f s, most"
            + " %.0f s",
        near, seeds, 100 * worst, covered, count / seeds, seconds / seeds, longest);
  }

  /** By bisection: the load at which the share over the limit is the allowed one. */
  private static double truth(
      VirtualProbes probes, SearchSpec spec, int requests, double low, double high, long seed) {
    double allowed = spec.goals().get(0).allowedShare();
    double holds = low;
    double fails = high;
    double least = spec.variable().whole() ? 1 : 0.01;
    while (fails - holds > least) {
      double middle = (holds + fails) / 2;
      middle = spec.variable().whole() ? Math.floor(middle) : middle;
      if (probes.share(spec, middle, requests, seed) <= allowed) {
        holds = middle;
      } else {
        fails = middle;
      }
    }
    return spec.variable().whole() ? holds : (holds + fails) / 2;
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static void print(String format, @org.jspecify.annotations.Nullable Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
