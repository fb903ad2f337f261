// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import llmbench.analysis.CaseResult;
import llmbench.analysis.FinishedCases;
import llmbench.analysis.Repeats;
import llmbench.plan.Case;
import llmbench.plan.Plan;
import llmbench.plan.RepeatSpec;
import llmbench.results.RunOutcome;

/**
 * What a run with {@code resume} keeps of those before it into the same folder; nothing without it.
 */
final class Resumption {
  private final FinishedCases found;

  private Resumption(FinishedCases found) {
    this.found = found;
  }

  /**
   * Looks into the folder of the results and says what is kept.
   *
   * @throws Refusal if what is there was made with other options, or cannot be read
   */
  static Resumption of(Plan plan, PrintStream out) {
    if (!plan.output().resume()) {
      return new Resumption(
          new FinishedCases(List.of(), List.of(), List.of(), Optional.empty(), Optional.empty()));
    }
    FinishedCases found;
    try {
      found = FinishedCases.of(plan);
    } catch (IOException e) {
      throw new Refusal(RunOutcome.INTERNAL_ERROR, e);
    }
    if (!found.changes().isEmpty()) {
      throw refusal(plan, found.changes());
    }
    Resumption resumption = new Resumption(found);
    out.println(
        "Resumed: "
            + found.results().size()
            + " cases are finished and kept"
            + colon(resumption.kept()));
    if (!found.halfWritten().isEmpty()) {
      out.println("Half-written, to be run anew" + colon(found.halfWritten()));
    }
    return resumption;
  }

  private static String colon(Iterable<String> names) {
    String joined = String.join(" ", names);
    return joined.isEmpty() ? "" : ": " + joined;
  }

  private static Refusal refusal(Plan plan, List<String> changes) {
    return new Refusal(
        RunOutcome.BAD_CONFIGURATION,
        "resume: the results in "
            + plan.output().resultDir()
            + " were made otherwise (before → now):\n  "
            + String.join("\n  ", changes)
            + "\ngive the same options as before, or name another folder with result_dir; without"
            + " resume all is run and written anew");
  }

  /** Names of the cases that are kept. */
  Set<String> kept() {
    Set<String> names = new TreeSet<>();
    found.results().forEach(result -> names.add(result.benchCase().name()));
    return names;
  }

  /** Their results. */
  List<CaseResult> results() {
    return found.results();
  }

  /** When the run began that is gone on with; that time where there is none. */
  Instant batchStarted(Instant now) {
    return found.batchStarted().orElse(now);
  }

  /** The cases that are left of the plan's, without repeats that are not needed; may be none. */
  List<Case> left(Plan plan) {
    return notKept(plan).filter(benchCase -> needed(plan, benchCase)).toList();
  }

  private Stream<Case> notKept(Plan plan) {
    Set<String> kept = kept();
    return plan.cases().stream().filter(benchCase -> !kept.contains(benchCase.name()));
  }

  private boolean needed(Plan plan, Case benchCase) {
    RepeatSpec.Until until = plan.repeats().until();
    return until == null
        || !plan.optional(benchCase)
        || Repeats.narrow(results(), benchCase, until).isEmpty();
  }

  /**
   * Where {@code model} is the server's first one, it must still be the same.
   *
   * @throws Refusal if it is not
   */
  void check(Setup setup) {
    Optional<String> before = found.modelId();
    if (!found.results().isEmpty() && before.filter(setup.modelId()::equals).isEmpty()) {
      throw refusal(
          setup.plan(), List.of("model_id: " + before.orElse("unknown") + " → " + setup.modelId()));
    }
  }
}
