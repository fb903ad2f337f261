// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import llmbench.metrics.AnswerChecks;
import llmbench.metrics.FailureGroup;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.Case;

/**
 * Our one line before a case's console block: how many requests failed and why, how many answers
 * are right where that was asked, and whether a simulator was measured.
 *
 * <pre>
 * io256x256_mc1_np10: 3 of 10 requests failed: 2 http_error 500 (overloaded), 1 cut; measured
 * against the embedded simulator, not against an inference engine
 * </pre>
 */
public final class CaseHeadline {
  private static final int EXAMPLE_CHARACTERS = 100;

  private CaseHeadline() {}

  /**
   * The line, ended by a line feed; empty where there is nothing to say.
   *
   * @param wrongAnswers completed requests that count as failed for what they were answered
   */
  public static String of(
      ServingMetrics metrics, Case benchCase, boolean simulated, int wrongAnswers) {
    List<String> parts = new ArrayList<>();
    if (metrics.figures().failed() > 0) {
      parts.add(failures(metrics));
    }
    AnswerChecks checks = metrics.further().checks();
    if (wrongAnswers > 0) {
      parts.add(
          wrongAnswers
              + " of "
              + checks.checked()
              + " answers that were verified are not the data's: they count as failed");
    } else if (checks.checked() > 0) {
      parts.add(
          checks.correct() + " of " + checks.checked() + " answers that were checked are right");
    }
    if (simulated) {
      parts.add("measured against the embedded simulator, not against an inference engine");
    }
    return parts.isEmpty() ? "" : benchCase.name() + ": " + String.join("; ", parts) + "\n";
  }

  private static String failures(ServingMetrics metrics) {
    String groups =
        metrics.failures().stream().map(CaseHeadline::group).collect(Collectors.joining(", "));
    int failed = metrics.figures().failed();
    return (failed == metrics.sent() ? "all " + failed : failed + " of " + metrics.sent())
        + " requests failed: "
        + groups;
  }

  private static String group(FailureGroup group) {
    String status = group.httpStatus() == 0 ? "" : " " + group.httpStatus();
    String example = oneLine(group.example());
    return group.count()
        + " "
        + group.kind()
        + status
        + (example.isEmpty() ? "" : " (" + example + ")");
  }

  /**
   * White space and control characters become single spaces: a server's text may not move the
   * cursor.
   */
  private static String oneLine(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= EXAMPLE_CHARACTERS
        ? line
        : line.substring(0, EXAMPLE_CHARACTERS) + "...";
  }
}
