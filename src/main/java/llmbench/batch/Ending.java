// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.plan.Plan;
import llmbench.recording.LogMerge;
import llmbench.recording.RecordCounts;
import llmbench.recording.RequestPath;
import llmbench.recording.SimulationLog;
import llmbench.report.BatchTable;
import llmbench.results.AggregateCsv;
import llmbench.results.ResultContext;
import llmbench.results.ResultFiles;
import llmbench.results.ResultJson;
import llmbench.results.ResultsFolder;
import llmbench.results.RunOutcome;
import llmbench.results.RunStatus;

/**
 * What is done when the last case has ended. Nothing here loses a result that was written before.
 */
final class Ending {
  private final ResultsFolder folder;
  private final Plan plan;
  private final List<CaseResult> results;
  private final List<String> errors;
  private final PrintStream out;

  Ending(
      ResultsFolder folder,
      Plan plan,
      List<CaseResult> results,
      List<String> errors,
      PrintStream out) {
    this.folder = folder;
    this.plan = plan;
    this.results = results;
    this.errors = errors;
    this.out = out;
  }

  /** Joins Gatling's counts, makes the table and the status. */
  RunOutcome finish(Optional<Path> simulationLog) {
    join(simulationLog);
    table();
    out.println();
    out.println(
        BatchTable.of(
            results.stream()
                .map(result -> new BatchTable.Row(result.benchmarkCase().name(), result.metrics()))
                .toList()));
    RunOutcome outcome = outcome();
    status(outcome, message(outcome));
    return outcome;
  }

  /** The same for a run that was ended from outside: the table and the status only. */
  void interrupted() {
    table();
    status(RunOutcome.INTERRUPTED, "the run was ended from outside");
  }

  private void join(Optional<Path> file) {
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
      String name = result.benchmarkCase().name();
      try {
        LogMerge merge =
            LogMerge.ofRequests(RecordCounts.read(folder.records(name)), log, RequestPath.of(name));
        if (!merge.agree()) {
          out.println("WARNING: " + merge.sentence());
        }
        ResultFiles.write(
            folder.result(result.filename()),
            ResultJson.of(result.metrics(), joined(result.context(), merge.toMap())));
      } catch (IOException e) {
        errors.add(name + ": Gatling's counts could not be joined: " + e.getMessage());
      }
    }
  }

  private static ResultContext joined(ResultContext context, Map<String, Object> gatling) {
    return new ResultContext(
        context.plan(),
        context.benchmarkCase(),
        context.date(),
        context.modelId(),
        context.tokenizerId(),
        context.partial(),
        context.versions(),
        context.engine(),
        context.notes(),
        gatling);
  }

  private void table() {
    try {
      AggregateCsv.Summary summary = AggregateCsv.write(folder.path());
      summary.skipped().forEach(line -> out.println("WARNING: left out of the table: " + line));
    } catch (IOException e) {
      errors.add(AggregateCsv.FILENAME + " cannot be written: " + e.getMessage());
    }
  }

  private RunOutcome outcome() {
    if (!errors.isEmpty() || results.size() < plan.cases().size()) {
      return RunOutcome.ERROR;
    }
    return results.stream().allMatch(CaseResult::ok) ? RunOutcome.OK : RunOutcome.FAILED_REQUESTS;
  }

  private String message(RunOutcome outcome) {
    List<String> parts = new ArrayList<>(errors);
    if (outcome == RunOutcome.FAILED_REQUESTS) {
      for (CaseResult result : results) {
        if (!result.ok()) {
          parts.add(
              result.benchmarkCase().name()
                  + ": "
                  + result.metrics().failed()
                  + " of "
                  + result.metrics().requests()
                  + " requests failed");
        }
      }
    }
    return String.join("; ", parts);
  }

  private void status(RunOutcome outcome, String message) {
    List<RunStatus.CaseStatus> cases = new ArrayList<>();
    for (CaseResult result : results) {
      cases.add(
          new RunStatus.CaseStatus(
              result.benchmarkCase().name(),
              result.filename(),
              result.benchmarkCase().numPrompts(),
              result.metrics().completed(),
              result.metrics().failed(),
              result.ok()));
    }
    try {
      new RunStatus(outcome, message, cases).write(folder.path());
    } catch (IOException e) {
      out.println("ERROR: " + RunStatus.FILENAME + " cannot be written: " + e.getMessage());
    }
    out.println("Outcome: " + outcome.key() + (message.isEmpty() ? "" : " (" + message + ")"));
    out.println("Results: " + folder.path().toAbsolutePath());
    out.flush();
  }
}
