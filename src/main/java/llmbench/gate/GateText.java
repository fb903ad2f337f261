// SPDX-License-Identifier: Apache-2.0
package llmbench.gate;

/** A gate's report for the console. */
public final class GateText {
  private GateText() {}

  /**
   * A line for each check, then the summary; ends in a line break.
   *
   * @param colours whether the verdicts are coloured, for a terminal
   */
  public static String of(GateReport report, boolean colours) {
    StringBuilder text = new StringBuilder();
    String last = null;
    for (GateCheck check : report.checks()) {
      if (!check.caseName().equals(last)) {
        last = check.caseName();
        text.append(last.isEmpty() ? "(no case)" : last).append('\n');
      }
      text.append("  ")
          .append(verdict(check.passed(), colours))
          .append("  ")
          .append(check.rule())
          .append("  (")
          .append(check.message())
          .append(")\n");
    }
    return text.append("Gate: ").append(report.summary()).append('\n').toString();
  }

  private static String verdict(boolean passed, boolean colours) {
    String word = passed ? "pass" : "FAIL";
    return colours ? (passed ? "\u001b[32m" : "\u001b[31m") + word + "\u001b[0m" : word;
  }
}
