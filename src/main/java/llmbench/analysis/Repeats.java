// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.metrics.RepeatStats;
import llmbench.plan.Case;
import llmbench.plan.RepeatSpec;
import llmbench.results.FigureValues;
import llmbench.results.RepeatedCase;

/** Puts the runs of each case together. */
public final class Repeats {
  private Repeats() {}

  /** A case of one run of the batch: repeats of different batches are never put together. */
  private record Cell(Instant batchStarted, Case first) {}

  /**
   * The cases that were run more than once, in the order of their batch and number; empty if none
   * was.
   */
  public static List<RepeatedCase> of(List<CaseResult> results) {
    Map<Cell, List<CaseResult>> cells = new LinkedHashMap<>();
    results.stream()
        .sorted(
            Comparator.comparing(CaseResult::batchStarted)
                .thenComparing(result -> result.benchCase().number())
                .thenComparing(result -> result.benchCase().run()))
        .forEach(
            result ->
                cells
                    .computeIfAbsent(
                        new Cell(result.batchStarted(), asked(result.benchCase())),
                        cell -> new ArrayList<>())
                    .add(result));
    return cells.values().stream().filter(runs -> runs.size() > 1).map(Repeats::together).toList();
  }

  /** What a case asks for, whichever run it is and whatever its data set gave. */
  private static Case asked(Case benchCase) {
    return benchCase.withRun(1).withGiven(benchCase.numPrompts());
  }

  /**
   * The figure over the runs that a case has had, if its interval is narrow enough for no further
   * run to be needed; empty if it is not, or there are too few runs.
   */
  public static Optional<RepeatStats> narrow(
      List<CaseResult> results, Case benchCase, RepeatSpec.Until until) {
    List<CaseResult> runs =
        results.stream()
            .filter(result -> result.benchCase().cellName().equals(benchCase.cellName()))
            .toList();
    RepeatedCase repeated = together(runs, benchCase);
    return Optional.ofNullable(repeated.figures().get(until.figure()))
        .filter(stats -> stats.runs() >= RepeatSpec.LEAST_FOR_INTERVAL)
        .filter(stats -> stats.within(until.halfWidth()));
  }

  private static RepeatedCase together(List<CaseResult> runs) {
    return together(runs, runs.get(0).benchCase());
  }

  private static RepeatedCase together(List<CaseResult> runs, Case benchCase) {
    List<Map<String, Double>> figures = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (CaseResult run : runs) {
      if (counts(run)) {
        figures.add(
            FigureValues.of(
                run.metrics().figures(), run.context().plan().metrics(), run.benchCase()));
      } else {
        leftOut.add(run.benchCase().name());
      }
    }
    return RepeatedCase.of(benchCase, figures, leftOut);
  }

  private static boolean counts(CaseResult run) {
    return !run.context().partial()
        && !run.end().refused()
        && !run.incomplete()
        && run.metrics().figures().completed() > 0;
  }
}
