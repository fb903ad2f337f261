// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.PrintStream;
import llmbench.analysis.CaseResult;
import llmbench.plan.Plan;
import llmbench.report.CaseHeadline;
import llmbench.report.ConsoleBlock;
import llmbench.report.TalkText;
import llmbench.report.TrustLine;
import llmbench.report.WorkloadTable;

/** What the console says of a case that has ended. */
final class CaseText {
  private CaseText() {}

  /**
   * Prints it.
   *
   * @param serverLine what the server says of its own times; empty for nothing
   */
  static void print(CaseResult result, Plan plan, String serverLine, PrintStream out) {
    String name = result.benchCase().name();
    out.println();
    result.notes().forEach(note -> out.println(name + ": " + note));
    result.suspicions().forEach(why -> out.println(name + ": SUSPECT: " + why));
    out.print(
        CaseHeadline.of(
            result.metrics(),
            result.benchCase(),
            result.context().simulated(),
            result.wrongAnswers()));
    out.print(
        ConsoleBlock.of(
            result.metrics(), plan.metrics(), result.benchCase(), result.context().decoding()));
    out.print(WorkloadTable.of(result.metrics().further().workloads(), plan.metrics().answers()));
    out.print(
        TalkText.of(
            plan.dataset().options(), result.talk().conversations(), result.talk().graphs()));
    if (!serverLine.isEmpty()) {
      out.println(name + ": " + serverLine);
    }
    out.print(TrustLine.of(result.metrics(), plan.metrics(), result.benchCase()));
    out.flush();
  }
}
