// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.util.List;
import java.util.Locale;
import llmbench.compare.CompareTrial.Counts;
import llmbench.compare.CompareTrial.Requests;

/**
 * How often a comparison errs, and what it finds: for each setting many pairs of runs that are
 * alike, and many of which one is 10 % slower. Arguments: how many pairs, the first seed, and
 * "same" for only those of which both sides have the same requests.
 */
final class CompareBenchmark {
  private static final double SLOWER = 1.1;

  /** So small that every sure change counts. */
  private static final double NONE = 1e-9;

  static final List<CompareTrial> TRIALS =
      List.of(
          one(new MadeRuns("engine, 8 seats, 8 users, 80 requests", 8, 8, 0, 80, 0)),
          one(new MadeRuns("engine, 8 seats, 8 users, 400 requests", 8, 8, 0, 400, 0)),
          one(new MadeRuns("engine, 24 seats, 32 users, 1000 requests", 24, 32, 0, 1000, 0)),
          one(new MadeRuns("engine, 8 seats, 5 requests/s, 1000 requests", 8, 0, 5, 1000, 0)),
          one(new MadeRuns("likeness 0.9, 8 users, 80 requests", 0, 8, 0, 80, 0)),
          one(new MadeRuns("likeness 0.9, 8 users, 400 requests", 0, 8, 0, 400, 0)),
          new CompareTrial(
              new MadeRuns("engine, 8 seats, 8 users, 200 requests", 8, 8, 0, 200, 0.02), 5, false),
          new CompareTrial(
              new MadeRuns("engine, 8 seats, 8 users, 200 requests", 8, 8, 0, 200, 0.01), 5, true),
          new CompareTrial(
              new MadeRuns("engine, 8 seats, 8 users, 200 requests", 8, 8, 0, 200, 0.01), 3, true));

  private static final List<Double> SPREADS = List.of(0.0, 0.01, 0.02);

  private CompareBenchmark() {}

  private static CompareTrial one(MadeRuns runs) {
    return new CompareTrial(runs, 1, false);
  }

  public static void main(String[] arguments) {
    int pairs = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    boolean sameOnly = arguments.length > 2 && arguments[2].equals("same");
    for (CompareTrial trial : sameOnly ? List.<CompareTrial>of() : TRIALS) {
      tell(trial, pairs, seed);
    }
    for (double spread : SPREADS) {
      sameRequests(spread, pairs, seed);
    }
  }

  /** The same requests on both sides: request by request, and run by run. */
  private static void sameRequests(double spread, int pairs, long seed) {
    MadeRuns large = new MadeRuns("large", 8, 8, 0, 400, spread);
    PairedRequests byRequest = new PairedRequests(large);
    print("same requests, 8 users, 400 requests, %.0f %% from run to run", 100 * spread);
    print(
        "  one run a side, request by request: %d alarms at 5 %%, %d without a threshold; 10 %%"
            + " slower: %d found",
        byRequest.alarms(pairs, seed, 1, CompareOptions.THRESHOLD),
        byRequest.alarms(pairs, seed, 1, NONE),
        byRequest.alarms(pairs, seed, SLOWER, CompareOptions.THRESHOLD));
    if (spread > 0) {
      for (int perSide : new int[] {1, 5, 8, 10}) {
        for (Requests requests : Requests.values()) {
          if (perSide > 1 || requests == Requests.SAME) {
            tell(
                new CompareTrial(
                    new MadeRuns("engine, 8 seats, 8 users, 400 requests", 8, 8, 0, 400, spread),
                    perSide,
                    false,
                    requests),
                pairs,
                seed);
          }
        }
      }
    }
  }

  private static void tell(CompareTrial trial, int pairs, long seed) {
    print(
        "%s; %d run(s) a side%s%s%s",
        trial.runs().name(),
        trial.perSide(),
        trial.runs().spread() > 0
            ? String.format(Locale.ROOT, ", %.0f %% from run to run", 100 * trial.runs().spread())
            : "",
        trial.figuresOnly() ? ", figures only" : "",
        switch (trial.requests()) {
          case OWN -> "";
          case SAME -> ", same requests, not paired";
          case PAIRED -> ", same requests, pair by pair";
        });
    Counts alike = trial.count(pairs, seed, 1, CompareOptions.THRESHOLD);
    Counts strict = trial.count(pairs, seed, 1, NONE);
    print(
        "  alike: %d of %d with an alarm at 5 %%, %d without a threshold",
        alike.alarms(), pairs, strict.alarms());
    Counts slower = trial.count(pairs, seed, SLOWER, CompareOptions.THRESHOLD);
    print("  10 %% slower: %d of %d with a figure better", slower.better(), pairs);
    for (String key :
        List.of(
            "output_throughput",
            "mean_ttft_ms",
            "p99_ttft_ms",
            "mean_tpot_ms",
            "p99_tpot_ms",
            "mean_itl_ms",
            "median_e2el_ms",
            "mean_e2el_ms",
            "p99_e2el_ms")) {
      print(
          "    %-20s worse %5.1f %%, same %5.1f %%; alike: same %5.1f %%",
          key,
          100 * slower.share(key, Verdict.WORSE),
          100 * slower.share(key, Verdict.SAME),
          100 * alike.share(key, Verdict.SAME));
    }
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static void print(String format, @org.jspecify.annotations.Nullable Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
