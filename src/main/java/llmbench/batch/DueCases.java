// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import llmbench.analysis.CaseResult;
import llmbench.analysis.Repeats;
import llmbench.metrics.RepeatStats;
import llmbench.plan.Case;
import llmbench.plan.Plan;
import llmbench.plan.RepeatSpec;
import llmbench.report.RepeatsTable;
import org.jspecify.annotations.Nullable;

/**
 * Which cases of a plan are still to be run: repeats end when their interval is narrow enough,
 * probes when the search has its answer, and a limit of the run keeps cases from being run at all.
 */
final class DueCases {
  private final Plan plan;
  private final @Nullable LimitFinder finder;
  private final PrintStream out;
  private final Set<String> notNeeded = ConcurrentHashMap.newKeySet();
  private final Map<String, String> skipped = new ConcurrentHashMap<>();

  /**
   * The cases of a plan, of which an earlier run may have measured some.
   *
   * @param left the plan with the cases that are to be run
   * @param kept names of those that an earlier run measured
   * @param finder the searches that they are probes of; null for none
   */
  DueCases(Plan plan, Plan left, Set<String> kept, @Nullable LimitFinder finder, PrintStream out) {
    this.plan = plan;
    this.finder = finder;
    this.out = out;
    Set<String> due = left.cases().stream().map(Case::name).collect(Collectors.toSet());
    due.addAll(kept);
    plan.cases().stream()
        .map(Case::name)
        .filter(name -> !due.contains(name))
        .forEach(notNeeded::add);
  }

  /** Whether a case is to be run, after these results. One that is not is due no longer. */
  boolean needed(Case benchmarkCase, List<CaseResult> results) {
    if (finder != null) {
      boolean next = finder.needed(benchmarkCase);
      if (!next) {
        notNeeded.add(benchmarkCase.name());
      }
      return next;
    }
    RepeatSpec.Until until = plan.repeats().until();
    if (until == null || !plan.optional(benchmarkCase)) {
      return true;
    }
    Optional<RepeatStats> narrow = Repeats.narrow(results, benchmarkCase, until);
    if (narrow.isPresent()) {
      String cell = benchmarkCase.cellName();
      if (notNeeded.stream().noneMatch(name -> name.startsWith(cell + "_run"))) {
        out.println(RepeatsTable.enough(cell, until, narrow.get()));
      }
      notNeeded.add(benchmarkCase.name());
    }
    return narrow.isEmpty();
  }

  /** A limit of the run keeps a case from being run. */
  void skip(Case benchmarkCase, String reason) {
    skipped.put(benchmarkCase.name(), reason);
    out.println(benchmarkCase.name() + " is not run: " + reason);
  }

  /** Names of the cases that were skipped, with the reason of each. */
  Map<String, String> skipped() {
    return skipped;
  }

  /** The cases without the repeats and probes that were not needed. */
  List<Case> all() {
    return plan.cases().stream()
        .filter(benchCase -> !notNeeded.contains(benchCase.name()))
        .toList();
  }
}
