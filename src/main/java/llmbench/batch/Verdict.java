// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import llmbench.analysis.CaseResult;
import llmbench.plan.Case;
import llmbench.plan.Plan;
import llmbench.results.CaseStatus;
import llmbench.results.ResultWriter;
import llmbench.results.RunOutcome;
import llmbench.search.FoundLimit;
import org.jspecify.annotations.Nullable;

/**
 * What came of a run, of each of its cases and why, in one word and in a sentence.
 *
 * @param due the cases that were to be run
 * @param errors what went wrong on our side; it may grow, and counts when it is asked
 * @param skipped names of cases that a limit of the run kept from being run, with the reason
 */
record Verdict(
    Plan plan,
    List<Case> due,
    List<CaseResult> results,
    List<FoundLimit> found,
    List<String> errors,
    Map<String, String> skipped,
    Interruption.@Nullable Cause cause) {

  /** The worst of the cases', or an error of our own. */
  RunOutcome outcome() {
    if (!errors.isEmpty()) {
      return RunOutcome.INTERNAL_ERROR;
    }
    if (results.size() + skipped.size() < due.size()) {
      return cause == null ? RunOutcome.INTERNAL_ERROR : RunOutcome.INTERRUPTED;
    }
    RunOutcome worst =
        Stream.concat(
                results.stream().map(Verdict::outcome),
                skipped.isEmpty() ? Stream.of() : Stream.of(RunOutcome.LIMIT_REACHED))
            .max(RunOutcome::compareTo)
            .orElse(RunOutcome.OK);
    boolean notFound = found.stream().anyMatch(each -> each.answer().estimate() == null);
    return worst == RunOutcome.OK && notFound ? RunOutcome.LIMIT_NOT_FOUND : worst;
  }

  /** A search tries loads at which requests fail: that they do is its evidence. */
  private static RunOutcome outcome(CaseResult result) {
    RunOutcome outcome = result.outcome();
    boolean probe = result.benchCase().probe() != null;
    return probe && outcome == RunOutcome.FAILED_REQUESTS ? RunOutcome.OK : outcome;
  }

  /** Why it is not {@code ok}: errors, searches without an answer, failures; empty for nothing. */
  String message() {
    List<String> parts = new ArrayList<>(errors);
    for (FoundLimit each : found) {
      if (each.answer().estimate() == null) {
        parts.add(each.cell() + ": " + each.answer().reason());
      }
    }
    for (CaseResult result : results) {
      String early = outcome(result) == RunOutcome.OK ? "" : result.endedEarly();
      if (!early.isEmpty()) {
        parts.add(result.benchCase().name() + ": stopped early: " + early);
      } else if (outcome(result) != RunOutcome.OK) {
        parts.add(
            result.benchCase().name()
                + ": "
                + result.metrics().figures().failed()
                + " of "
                + result.metrics().sent()
                + " requests failed"
                + wrong(result));
      }
    }
    if (!skipped.isEmpty()) {
      parts.add("not run, since a limit of the run was reached: " + String.join(", ", notRun()));
    }
    return String.join("; ", parts);
  }

  private static String wrong(CaseResult result) {
    int wrong = result.wrongAnswers();
    return wrong == 0 ? "" : ", " + wrong + " were answered otherwise than in the data";
  }

  private List<String> notRun() {
    return due.stream().map(Case::name).filter(skipped::containsKey).toList();
  }

  /** A case in {@code status.json}. */
  CaseStatus status(Case benchCase, RunOutcome ofRun) {
    for (CaseResult result : results) {
      if (result.benchCase().name().equals(benchCase.name())) {
        String note = result.notes().isEmpty() ? null : String.join("; ", result.notes());
        return CaseStatus.measured(
            benchCase,
            outcome(result),
            ResultWriter.fileOf(plan, benchCase),
            result.metrics(),
            note);
      }
    }
    String reason = skipped.get(benchCase.name());
    if (reason != null) {
      return CaseStatus.notRun(benchCase, RunOutcome.LIMIT_REACHED, reason);
    }
    String note =
        errors.stream()
            .filter(error -> error.startsWith(benchCase.name()))
            .findFirst()
            .orElse(null);
    return CaseStatus.notRun(
        benchCase, ofRun == RunOutcome.INTERRUPTED ? ofRun : RunOutcome.INTERNAL_ERROR, note);
  }
}
