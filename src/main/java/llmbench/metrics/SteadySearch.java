// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import llmbench.plan.Metric;
import llmbench.statistics.MannKendall;
import llmbench.statistics.Mser5;

/**
 * Finds the steady window of a case.
 *
 * <ol>
 *   <li>The plateau: from the time at which requests in flight first reach their upper quartile (by
 *       time) to the last send, after which slots are no longer refilled.
 *   <li>The first wave is cut: the window begins when all tries that were sent up to the plateau
 *       have ended. They came all at once, so their latencies are of another load.
 *   <li>{@link Mser5} cuts what is left of the beginning, in three series: output tokens per
 *       second, and TTFT and E2EL of the requests in order of their end. The longest cut counts. Of
 *       fewer than 100 requests no more is cut.
 *   <li>{@link MannKendall} tests four series of what remains for drift: those and requests in
 *       flight. See {@link DriftTest} for what is called drift.
 * </ol>
 */
final class SteadySearch {
  private static final double PLATEAU = 0.75;
  private static final int FEWEST = SteadyState.FEWEST_REQUESTS;

  /**
   * Of series shorter than this MSER-5 cuts away half for no reason too often: of 30 independent
   * values in 24 of 100 trials, of 100 in 5, of 300 in none.
   */
  private static final int FEWEST_TO_CUT = 100;

  /** At most so many bins: fine enough to place a cut, coarse enough for many tokens in each. */
  private static final int MOST_BINS = 300;

  private final EventWalk walk;
  private final FlightSweep flight;
  private final WindowPass pass;
  private final boolean streamed;

  /**
   * @param streamed whether there is a TTFT to look at
   */
  SteadySearch(EventWalk walk, FlightSweep flight, WindowPass pass, boolean streamed) {
    this.walk = walk;
    this.flight = flight;
    this.pass = pass;
    this.streamed = streamed;
  }

  /**
   * Searches.
   *
   * @param completed completed requests of the case
   */
  SteadyState find(int completed) {
    if (completed < FEWEST) {
      return tooFew(completed + " completed");
    }
    long reached = flight.firstReached(flight.quantile(PLATEAU));
    long from = flight.endOfThoseSentBy(reached);
    long to = flight.lastStart();
    if (from >= to) {
      return tooFew("the last was sent before the first wave had ended");
    }
    CompletedSeries requests = CompletedSeries.of(walk, from, to);
    if (requests.size() < FEWEST) {
      return tooFew(requests.size() + " completed between the first wave and the last send");
    }
    long settled = settled(from, to, requests);
    CompletedSeries rest = CompletedSeries.of(walk, settled, to);
    if (rest.size() < FEWEST) {
      return tooFew(rest.size() + " completed between the end of the transient and the last send");
    }
    List<DriftTest> drift = drift(settled, to, rest);
    List<String> drifting = drift.stream().filter(DriftTest::drifts).map(this::words).toList();
    return drifting.isEmpty()
        ? new SteadyState(pass.one(settled, to), "", drift)
        : SteadyState.none(String.join("; ", drifting), drift);
  }

  private static SteadyState tooFew(String found) {
    return SteadyState.none("too few requests (" + found + ", " + FEWEST + " needed)", List.of());
  }

  private long settled(long from, long to, CompletedSeries requests) {
    if (requests.size() < FEWEST_TO_CUT) {
      return from;
    }
    Windows bins = bins(from, to, requests.size());
    long settled = bins.start(Mser5.truncation(tokenRates(bins)));
    for (double[] values :
        streamed ? List.of(requests.ttfts(), requests.e2els()) : List.of(requests.e2els())) {
      int cut = Mser5.truncation(values);
      if (cut > 0) {
        settled = Math.max(settled, requests.endNanos(cut - 1) + 1);
      }
    }
    return settled;
  }

  private List<DriftTest> drift(long from, long to, CompletedSeries requests) {
    Windows bins = bins(from, to, requests.size());
    List<DriftTest> tests = new ArrayList<>();
    tests.add(test("output_throughput", tokenRates(bins)));
    tests.add(test("requests_in_flight", flight.means(bins)));
    if (streamed) {
      tests.add(test(Metric.TTFT.key(), requests.ttfts()));
    }
    tests.add(test(Metric.E2EL.key(), requests.e2els()));
    return tests;
  }

  private static DriftTest test(String series, double[] values) {
    return new DriftTest(series, MannKendall.of(MannKendall.batched(values)));
  }

  private static Windows bins(long from, long to, int requests) {
    return Windows.split(from, to, Math.min(MOST_BINS, requests));
  }

  private double[] tokenRates(Windows bins) {
    WindowTally tally = new WindowTally(bins, Limits.NONE, List.of());
    walk.walk(tally);
    double[] rates = new double[bins.count()];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = tally.outputTokens(i) / bins.seconds(i);
    }
    return rates;
  }

  private String words(DriftTest test) {
    MannKendall trend = test.trend();
    return String.format(
        Locale.ROOT,
        "%s %s by %.1f %% (Mann-Kendall, p = %.2g)",
        test.series(),
        trend.slope() < 0 ? "falls" : "rises",
        100 * Math.abs(trend.change()),
        trend.pValue());
  }
}
