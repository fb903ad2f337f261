// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.Case;
import llmbench.recording.RecordCounts;
import llmbench.results.ResultContext;
import llmbench.results.RunOutcome;
import llmbench.results.WrongAnswers;

/**
 * A case that ran, and what came of it.
 *
 * @param batchStarted when the run began to which it belongs
 * @param end what was known when it had ended
 * @param counts how its requests ended
 * @param notes what happened to it, for people
 * @param talk figures of requests that belong together
 */
public record CaseResult(
    Instant batchStarted,
    ServingMetrics metrics,
    ResultContext context,
    CaseEnd end,
    RecordCounts counts,
    List<String> notes,
    TalkFigures talk) {

  /** The section of a case that was ended before its time, for a cause of its own. */
  public static final String STOPPED_EARLY = "stopped_early";

  /** Its member that tells whether that was a limit on the run, and not the server's doing. */
  public static final String LIMIT = "limit";

  /** The case. */
  public Case benchCase() {
    return context.benchCase();
  }

  /** Answers that count as failed requests though they completed: see {@link WrongAnswers}. */
  public int wrongAnswers() {
    return WrongAnswers.of(context.plan(), metrics);
  }

  /** Whether more of its requests failed, or were answered wrongly, than may. */
  private boolean tooManyFailed() {
    int failed = metrics.figures().failed() + wrongAnswers();
    double ratio = metrics.sent() == 0 ? 0 : (double) failed / metrics.sent();
    return ratio > context.plan().output().maxFailedRatio();
  }

  /** By {@code max_failed_ratio}, and whether all its requests were sent. */
  public RunOutcome outcome() {
    if (incomplete()) {
      return RunOutcome.INTERNAL_ERROR;
    }
    if (end.refused()) {
      return RunOutcome.REFUSED;
    }
    if (!endedEarly().isEmpty() && !end.interrupted()) {
      return early();
    }
    if (context.partial()) {
      return RunOutcome.INTERRUPTED;
    }
    return tooManyFailed() ? RunOutcome.FAILED_REQUESTS : RunOutcome.OK;
  }

  private RunOutcome early() {
    boolean limit =
        context.sections().get(STOPPED_EARLY) instanceof Map<?, ?> members
            && Boolean.TRUE.equals(members.get(LIMIT));
    if (!limit) {
      return RunOutcome.STOPPED_EARLY;
    }
    if (tooManyFailed()) {
      return RunOutcome.FAILED_REQUESTS;
    }
    return context.partial() ? RunOutcome.LIMIT_REACHED : RunOutcome.OK;
  }

  /** Why it was ended before its time; empty if it was not. */
  public String endedEarly() {
    return context.sections().get(STOPPED_EARLY) instanceof Map<?, ?> members
        ? String.valueOf(members.get("why"))
        : "";
  }

  /** Why its figures should not be trusted; empty if nothing speaks against them. */
  public List<String> suspicions() {
    return context.sections().get("suspect") instanceof List<?> found
        ? found.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** Whether records were lost, to a full disk say. */
  boolean incomplete() {
    return end.lost() > 0;
  }

  /** Whether it was ended in the usual way, with all its requests sent and recorded. */
  public boolean whole() {
    return !context.partial()
        && !end.refused()
        && !end.interrupted()
        && !incomplete()
        && !context.sections().containsKey(CaseAnalysis.UNFINISHED);
  }

  /** The same without the samples of each request, which a whole run need not hold in memory. */
  public CaseResult withoutRequests() {
    return new CaseResult(
        batchStarted, metrics.withoutRequests(), context, end, counts, notes, TalkFigures.NONE);
  }
}
