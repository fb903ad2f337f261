// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import llmbench.analysis.CaseResult;
import llmbench.analysis.Repeats;
import llmbench.export.Exports;
import llmbench.export.TrackedRuns;
import llmbench.export.Tracking;
import llmbench.gate.GateReport;
import llmbench.plan.Case;
import llmbench.plan.ExportFormat;
import llmbench.plan.Plan;
import llmbench.recording.LogMerge;
import llmbench.recording.RecordMark;
import llmbench.recording.RequestPath;
import llmbench.recording.SimulationLog;
import llmbench.report.BatchTable;
import llmbench.report.FindText;
import llmbench.report.RepeatsTable;
import llmbench.results.AggregateCsv;
import llmbench.results.CaseStatus;
import llmbench.results.FindFile;
import llmbench.results.GatlingCounts;
import llmbench.results.RepeatedCase;
import llmbench.results.RepeatsFile;
import llmbench.results.ResultWriter;
import llmbench.results.RunOutcome;
import llmbench.results.StatusFile;
import llmbench.search.FoundLimit;
import org.jspecify.annotations.Nullable;

/**
 * What is done when the last case has ended. Nothing here loses a result that was written before.
 */
final class Ending {
  private final Plan plan;
  private final List<Case> due;
  private final List<CaseResult> results;
  private final List<FoundLimit> found;
  private final List<String> errors;
  private final Interruption.@Nullable Cause cause;
  private final PrintStream out;
  private final Verdict verdict;

  /**
   * The ending of a run.
   *
   * @param due the cases that were to be run, without repeats that proved not to be needed
   * @param found what searches for limits found; empty without
   * @param skipped names of cases that a limit of the run kept from being run, with the reason
   * @param cause who stopped the run; null if nobody did
   */
  Ending(
      Plan plan,
      List<Case> due,
      List<CaseResult> results,
      List<FoundLimit> found,
      List<String> errors,
      Map<String, String> skipped,
      Interruption.@Nullable Cause cause,
      PrintStream out) {
    this.plan = plan;
    this.due = due;
    List<String> order = plan.cases().stream().map(Case::name).toList();
    this.results =
        results.stream()
            .sorted(Comparator.comparingInt(result -> order.indexOf(result.benchCase().name())))
            .toList();
    this.found = found;
    this.errors = errors;
    this.verdict = new Verdict(plan, due, this.results, found, errors, skipped, cause);
    this.cause = cause;
    this.out = out;
  }

  /**
   * Joins Gatling's counts, makes the table and the status.
   *
   * @param kept names of cases that an earlier run measured
   */
  RunOutcome finish(Optional<Path> simulationLog, Set<String> kept) {
    join(simulationLog, kept);
    return finish();
  }

  /** The same without the join. */
  RunOutcome finish() {
    csv();
    exports();
    if (!CommandLineRun.temporary()) {
      table();
    }
    repeats();
    if (!found.isEmpty()) {
      out.println();
      out.print(FindText.of(found));
    }
    findFile();
    RunOutcome outcome = verdict.outcome();
    if (outcome == RunOutcome.INTERRUPTED) {
      interruptedFiles();
      return outcome;
    }
    GateReport gate = gate();
    RunOutcome worst = gate == null ? verdict.outcome() : worse(verdict.outcome(), gate.outcome());
    status(worst, message(gate), gate);
    page();
    if (tracked()) {
      return worst;
    }
    worst = RunOutcome.INTERNAL_ERROR;
    status(worst, message(gate), gate);
    page();
    return worst;
  }

  private String message(@Nullable GateReport gate) {
    String message = verdict.message();
    return gate == null
        ? message
        : message + (message.isEmpty() ? "" : "; ") + "gate: " + gate.summary();
  }

  private static RunOutcome worse(RunOutcome one, RunOutcome other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** Rules that cannot be held against the results are an error, never a pass. */
  private @Nullable GateReport gate() {
    try {
      return new GateEnding(plan, results.stream().map(CaseResult::benchCase).toList(), out)
          .report();
    } catch (IOException | RuntimeException e) {
      errors.add("gate: " + e.getMessage());
      return null;
    }
  }

  private void table() {
    BatchTable table = new BatchTable();
    results.forEach(
        result ->
            table.add(
                result.benchCase(), result.metrics(), result.context().plan().metrics().answers()));
    out.println();
    out.print(table.text());
  }

  /** The same for a run that was ended from outside: the table, the status and the page only. */
  void interrupted() {
    csv();
    exports();
    repeats();
    findFile();
    interruptedFiles();
  }

  private void interruptedFiles() {
    status(RunOutcome.INTERRUPTED, stopped(), null);
    page();
    if (!tracked()) {
      status(RunOutcome.INTERRUPTED, stopped() + "; " + String.join("; ", errors), null);
    }
  }

  private Path folder() {
    return plan.output().resultDir();
  }

  private void page() {
    PageFile.write(plan, results, !found.isEmpty(), out);
  }

  private String stopped() {
    return "the run was ended from outside" + (cause == null ? "" : " by " + cause.name());
  }

  private void join(Optional<Path> file, Set<String> kept) {
    if (file.isEmpty()) {
      errors.add("Gatling's simulation.log was not found; its counts could not be compared");
      return;
    }
    SimulationLog log;
    try {
      log = SimulationLog.read(file.get());
    } catch (IOException | RuntimeException e) {
      errors.add("Gatling's simulation.log cannot be read: " + e.getMessage());
      return;
    }
    for (CaseResult result : results) {
      String name = result.benchCase().name();
      if (kept.contains(name)) {
        continue;
      }
      try {
        Path records = RecordFiles.of(plan, result.benchCase());
        LogMerge merge = LogMerge.ofRequests(result.counts(), log, RequestPath.of(name));
        if (!merge.agree()) {
          out.println("WARNING: " + merge.sentence());
        }
        Map<String, Object> counts = merge.toMap();
        counts.put(GatlingFolder.REPORT, GatlingFolder.report(file.get(), folder()));
        new RecordMark(RecordMark.GATLING, counts).appendTo(records);
        GatlingCounts.put(ResultWriter.fileOf(plan, result.benchCase()), counts);
      } catch (IOException e) {
        errors.add(name + ": Gatling's counts could not be joined: " + e.getMessage());
      }
    }
  }

  private void repeats() {
    List<RepeatedCase> repeated = Repeats.of(results);
    if (repeated.isEmpty()) {
      return;
    }
    out.println();
    out.print(RepeatsTable.of(repeated));
    try {
      RepeatsFile.write(folder(), repeated);
    } catch (IOException e) {
      errors.add(e.getMessage());
    }
  }

  private void findFile() {
    try {
      if (!found.isEmpty()) {
        FindFile.write(folder(), found);
      }
    } catch (IOException e) {
      errors.add(e.getMessage());
    }
  }

  private void csv() {
    try {
      AggregateCsv.Report report = AggregateCsv.write(folder());
      report
          .problems()
          .forEach(problem -> out.println("WARNING: left out of the table: " + problem));
    } catch (IOException e) {
      errors.add(AggregateCsv.FILE_NAME + " cannot be written: " + e.getMessage());
    }
  }

  private void exports() {
    try {
      Set<ExportFormat> formats = Exports.asked(plan.output().export().formats(), System.getenv());
      told(Exports.write(folder(), formats));
    } catch (IOException e) {
      errors.add("nothing could be exported: " + e.getMessage());
    }
  }

  /** Logs the results with the page, where that is asked for; false if something went wrong. */
  private boolean tracked() {
    if (!plan.output().export().formats().contains(ExportFormat.MLFLOW)) {
      return true;
    }
    int before = errors.size();
    try {
      Exports.Report report = TrackedRuns.log(folder(), Tracking.of(System.getenv()));
      told(report);
      report.addresses().forEach(address -> out.println("MLflow: " + address));
    } catch (IOException e) {
      errors.add("nothing could be logged to MLflow: " + e.getMessage());
    }
    return errors.size() == before;
  }

  private void told(Exports.Report report) {
    report.skipped().forEach(text -> out.println("WARNING: not exported: " + text));
    errors.addAll(report.problems());
  }

  private void status(RunOutcome outcome, String message, @Nullable GateReport gate) {
    List<CaseStatus> cases = new ArrayList<>();
    for (Case benchCase : due) {
      cases.add(verdict.status(benchCase, outcome));
    }
    try {
      StatusFile.write(
          folder(),
          outcome,
          message,
          Instant.now(),
          cases,
          gate == null ? Map.of() : gate.members());
    } catch (IOException e) {
      out.println("ERROR: " + StatusFile.FILE_NAME + " cannot be written: " + e.getMessage());
    }
    out.println("Outcome: " + outcome.key() + (message.isEmpty() ? "" : " (" + message + ")"));
    if (!CommandLineRun.temporary()) {
      out.println("Results: " + folder().toAbsolutePath().normalize());
    }
    out.flush();
  }
}
