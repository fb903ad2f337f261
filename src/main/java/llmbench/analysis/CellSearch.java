// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import java.util.ArrayList;
import java.util.List;
import llmbench.plan.Case;
import llmbench.plan.SearchSpec;
import llmbench.plan.SearchSpec.Variable;
import llmbench.plan.Slo;
import llmbench.search.FoundLimit;
import llmbench.search.LimitSearch;
import llmbench.search.Probe;
import llmbench.search.ProbeOutcome;
import llmbench.search.ProbeReading;
import org.jspecify.annotations.Nullable;

/**
 * The search of one cell, told of its probes' results. The same results in the same order make the
 * same search, so that a run, a resumed one and {@code report} agree. Not safe for use by several
 * threads.
 */
public final class CellSearch {
  private final String cell;
  private final SearchSpec spec;
  private final @Nullable Slo slo;
  private final LimitSearch search;
  private final List<FoundLimit.Run> runs = new ArrayList<>();

  /**
   * A search that was told nothing yet.
   *
   * @param cell the name that its probes have in common
   * @param slo the limits of {@code goodput}; null without
   */
  public CellSearch(String cell, SearchSpec spec, @Nullable Slo slo) {
    this.cell = cell;
    this.spec = spec;
    this.slo = slo;
    this.search = new LimitSearch(spec);
  }

  /** The next probe, the same until it was told; null when the search has ended. */
  public @Nullable Probe next() {
    return search.next();
  }

  /** The case of {@link #next} with its load. */
  public static Case loaded(Case benchCase, SearchSpec spec, Probe probe) {
    return spec.variable() == Variable.REQUEST_RATE
        ? benchCase.withLoad(benchCase.maxConcurrency(), probe.value(), probe.requests())
        : benchCase.withLoad((int) probe.value(), Double.POSITIVE_INFINITY, probe.requests());
  }

  /**
   * Whether a result is that of {@link #next}: of the same number, load and number of requests, and
   * whole.
   */
  public boolean isNext(CaseResult result) {
    Probe probe = search.next();
    Case benchCase = result.benchCase();
    return probe != null
        && benchCase.probe() != null
        && benchCase.probe().number() == probe.number()
        && loaded(benchCase, spec, probe).equals(benchCase)
        && result.whole();
  }

  /**
   * Tells the result of {@link #next}.
   *
   * @param result with the samples of its requests
   * @return what came of the probe
   */
  public ProbeOutcome told(CaseResult result) {
    Probe probe = search.next();
    if (probe == null) {
      throw new IllegalStateException(result.benchCase().name() + " is no probe: nothing is asked");
    }
    ProbeOutcome outcome = ProbeReading.of(spec, ProbeSamples.of(result.metrics(), spec, slo));
    search.told(probe, outcome);
    runs.add(new FoundLimit.Run(result.benchCase().name(), ProbeSamples.figures(result.metrics())));
    return outcome;
  }

  /** What is known now. */
  public FoundLimit found() {
    search.next(); // so that it says whether it has ended
    return new FoundLimit(cell, spec, search.answer(), runs);
  }
}
