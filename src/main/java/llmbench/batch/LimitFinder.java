// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.analysis.CaseResult;
import llmbench.analysis.CellSearch;
import llmbench.analysis.RecordedResult;
import llmbench.analysis.Window;
import llmbench.backend.Payload;
import llmbench.plan.Case;
import llmbench.plan.Case.SearchProbe;
import llmbench.plan.Plan;
import llmbench.plan.SearchSpec;
import llmbench.report.FindText;
import llmbench.results.RunOutcome;
import llmbench.search.FoundLimit;
import llmbench.search.Probe;
import org.jspecify.annotations.Nullable;

/** The searches of a run: which probe is the next, with which load, and what came of each. */
final class LimitFinder {
  /** The field of a body that keeps a prompt from being found in a prefix cache. */
  static final String CACHE_SALT = "cache_salt";

  private final Plan plan;
  private final SearchSpec spec;
  private final PrintStream out;
  private final Map<String, CellSearch> cells = new LinkedHashMap<>();
  private final Set<String> broken = new HashSet<>();

  private LimitFinder(Plan plan, SearchSpec spec, PrintStream out) {
    this.plan = plan;
    this.spec = spec;
    this.out = out;
    for (Case each : plan.cases()) {
      cells.computeIfAbsent(
          probe(each).cell(), cell -> new CellSearch(cell, spec, plan.metrics().slo()));
    }
  }

  /**
   * The searches that a plan asks for, told of the probes that are kept; null if it asks for none.
   *
   * @param kept results of an earlier run
   * @throws Refusal if their records cannot be read
   */
  static @Nullable LimitFinder of(Plan plan, List<CaseResult> kept, PrintStream out) {
    if (plan.find() == null) {
      return null;
    }
    LimitFinder finder = new LimitFinder(plan, plan.find(), out);
    try {
      for (CaseResult result : kept) {
        finder.toldAgain(result.benchCase());
      }
    } catch (IOException e) {
      throw new Refusal(RunOutcome.INTERNAL_ERROR, e);
    }
    return finder;
  }

  /** A kept probe's samples are read anew: they are not held with its result. */
  private void toldAgain(Case benchCase) throws IOException {
    CaseResult result =
        RecordedResult.of(
            RecordFiles.of(plan, benchCase), Map.of(), Window.ALL, plan.output().resultDir());
    CellSearch search = search(benchCase);
    if (search.isNext(result)) {
      search.told(result);
    }
  }

  private static SearchProbe probe(Case benchCase) {
    SearchProbe probe = benchCase.probe();
    if (probe == null) {
      throw new IllegalArgumentException(benchCase.name() + " is no probe");
    }
    return probe;
  }

  private CellSearch search(Case benchCase) {
    CellSearch search = cells.get(probe(benchCase).cell());
    if (search == null) {
      throw new IllegalArgumentException(benchCase.name() + " is a probe of no search here");
    }
    return search;
  }

  /** Each probe has a salt of its own: what an earlier one left in a cache is of no use to it. */
  static Payload payload(Payload of, Case benchCase) {
    return benchCase.probe() == null ? of : of.withNumber(CACHE_SALT, benchCase.probe().number());
  }

  /**
   * Whether the probe may still come: those before it were told, and their search has not ended.
   */
  synchronized boolean mayCome(Case benchCase) {
    Probe next = search(benchCase).next();
    return next != null
        && !broken.contains(probe(benchCase).cell())
        && probe(benchCase).number() >= next.number();
  }

  /** Whether the probe is the next of its search. */
  synchronized boolean needed(Case benchCase) {
    Probe next = search(benchCase).next();
    return mayCome(benchCase) && next != null && probe(benchCase).number() == next.number();
  }

  /** The next probe with its load; said on the console. */
  synchronized Case loaded(Case benchCase) {
    Probe next = search(benchCase).next();
    if (next == null) {
      throw new IllegalStateException(benchCase.name() + " is not needed");
    }
    out.print(FindText.begins(probe(benchCase).cell(), spec, next));
    return CellSearch.loaded(benchCase, spec, next);
  }

  /**
   * A probe was measured; said on the console. One that is not whole tells nothing and ends the
   * search.
   *
   * @param result with the samples of its requests
   */
  synchronized void measured(CaseResult result) {
    CellSearch search = search(result.benchCase());
    if (!result.whole()) {
      broken.add(probe(result.benchCase()).cell());
      return;
    }
    search.told(result);
    out.print(FindText.told(search.found()));
  }

  /** A probe could not be measured: its search goes no further. */
  synchronized void failed(Case benchCase) {
    broken.add(probe(benchCase).cell());
  }

  /** What is known now of each search that had a probe. */
  synchronized List<FoundLimit> found() {
    return cells.values().stream()
        .map(CellSearch::found)
        .filter(found -> !found.runs().isEmpty())
        .toList();
  }
}
