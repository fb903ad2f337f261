// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.nio.file.Path;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.Case;
import org.jspecify.annotations.Nullable;

/**
 * One case in {@code status.json}.
 *
 * @param name the case's short name
 * @param outcome how it ended
 * @param filename its result; null if none was written
 * @param asked requests that it was to send
 * @param completed requests that completed
 * @param failed requests that failed
 * @param note what to know of it; null for nothing
 */
public record CaseStatus(
    String name,
    RunOutcome outcome,
    @Nullable String filename,
    int asked,
    int completed,
    int failed,
    @Nullable String note) {

  /** The status of a case that was measured. */
  public static CaseStatus measured(
      Case benchCase,
      RunOutcome outcome,
      Path file,
      ServingMetrics metrics,
      @Nullable String note) {
    return new CaseStatus(
        benchCase.name(),
        outcome,
        String.valueOf(file.getFileName()),
        benchCase.asked(),
        metrics.figures().completed(),
        metrics.figures().failed(),
        note);
  }

  /** The status of a case of which nothing was sent. */
  public static CaseStatus notRun(Case benchCase, RunOutcome outcome, @Nullable String note) {
    return new CaseStatus(benchCase.name(), outcome, null, benchCase.asked(), 0, 0, note);
  }
}
