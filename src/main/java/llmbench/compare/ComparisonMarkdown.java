// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

/** A comparison as Markdown, for a pull request. */
public final class ComparisonMarkdown {
  private ComparisonMarkdown() {}

  /** The text, ending in a line break. Names of cases and files are shown as they are. */
  public static String of(Comparison comparison) {
    StringBuilder text = new StringBuilder("### Benchmark comparison\n\n");
    text.append("A: ").append(safe(comparison.a())).append("  \n");
    text.append("B: ").append(safe(comparison.b())).append("\n\n");
    String mark = "**";
    for (String line : comparison.headline()) {
      text.append("- ").append(mark).append(safe(line)).append(mark).append('\n');
      mark = "";
    }
    for (CaseComparison each : comparison.cases()) {
      text.append("\n#### ").append(safe(each.title())).append("\n\n");
      text.append("| Figure | A | B | Change | Interval | Verdict |\n");
      text.append("| --- | ---: | ---: | ---: | ---: | --- |\n");
      for (FigureChange change : each.changes()) {
        boolean told = change.verdict() == Verdict.BETTER || change.verdict() == Verdict.WORSE;
        String verdict = change.verdict().words();
        text.append("| ")
            .append(change.title())
            .append(" | ")
            .append(Signs.value(change, change.a()))
            .append(" | ")
            .append(Signs.value(change, change.b()))
            .append(" | ")
            .append(Signs.change(change))
            .append(" | ")
            .append(change.shownInterval())
            .append(" | ")
            .append(told ? "**" + verdict + "**" : verdict)
            .append(" |\n");
      }
    }
    text.append('\n');
    for (String line : comparison.notes()) {
      text.append("- ").append(safe(line)).append('\n');
    }
    return text.toString();
  }

  /** Nothing of a name is markup. */
  private static String safe(String text) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("\\`*_[]<>|#~@".indexOf(c) >= 0) {
        safe.append(c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '@' ? "&#64;" : "\\" + c);
      } else {
        safe.append(c == '\n' || c == '\r' ? ' ' : c);
      }
    }
    return safe.toString();
  }
}
