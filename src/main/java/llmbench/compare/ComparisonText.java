// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison for the console. */
public final class ComparisonText {
  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String FAINT = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";

  private final Comparison comparison;
  private final boolean colours;
  private final StringBuilder text = new StringBuilder();

  private ComparisonText(Comparison comparison, boolean colours) {
    this.comparison = comparison;
    this.colours = colours;
  }

  /**
   * The text, ending in a line break.
   *
   * @param colours whether verdicts are coloured, for a terminal
   */
  public static String of(Comparison comparison, boolean colours) {
    return new ComparisonText(comparison, colours).text();
  }

  private String text() {
    line("A: " + comparison.a());
    line("B: " + comparison.b());
    line("");
    comparison.headline().forEach(this::line);
    for (CaseComparison each : comparison.cases()) {
      line("");
      line(title(each));
      table(each.changes());
    }
    line("");
    footer(comparison).forEach(this::line);
    return text.toString();
  }

  static String title(CaseComparison each) {
    return each.runsA() == 1 && each.runsB() == 1
        ? each.name()
        : each.name() + " (" + each.runsA() + " and " + each.runsB() + " runs)";
  }

  /** What belongs below the tables. */
  static List<String> footer(Comparison comparison) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Better or worse: surely changed, by %s %% or more. No difference that matters: surely"
                + " by less. Intervals are those by which the %d figures were judged together, at 95"
                + " %% (Holm).",
            Signs.plain(100 * comparison.threshold()),
            comparison.figures()));
    boolean single =
        comparison.cases().stream().anyMatch(each -> each.runsA() == 1 && each.runsB() == 1);
    if (single) {
      lines.add(
          "One run each: the intervals tell how sure these two runs are of their own figures, and"
              + " not what changes from run to run.");
    }
    list(lines, "Only in A", comparison.onlyA());
    list(lines, "Only in B", comparison.onlyB());
    comparison.differences().forEach(each -> lines.add("Differs: " + each));
    comparison.problems().forEach(each -> lines.add("Left out: " + each));
    return lines;
  }

  private static void list(List<String> lines, String what, List<String> names) {
    if (!names.isEmpty()) {
      lines.add(what + ": " + String.join(", ", names));
    }
  }

  private void table(List<FigureChange> changes) {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"", "A", "B", "change", "interval", ""});
    for (FigureChange change : changes) {
      rows.add(
          new String[] {
            change.title(),
            Signs.value(change, change.a()),
            Signs.value(change, change.b()),
            Signs.change(change),
            Signs.interval(change),
            change.verdict().words()
          });
    }
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (int r = 0; r < rows.size(); r++) {
      StringBuilder row = new StringBuilder("  ");
      String[] cells = rows.get(r);
      row.append(cells[0]).append(" ".repeat(widths[0] - cells[0].length()));
      for (int i = 1; i < cells.length - 1; i++) {
        row.append("  ").append(" ".repeat(widths[i] - cells[i].length())).append(cells[i]);
      }
      if (r > 0) {
        row.append("  ").append(coloured(changes.get(r - 1).verdict()));
      }
      line(row.toString().stripTrailing());
    }
  }

  private String coloured(Verdict verdict) {
    if (!colours) {
      return verdict.words();
    }
    String colour =
        switch (verdict) {
          case BETTER -> GREEN;
          case WORSE -> RED;
          case SAME -> "";
          case NOISY -> FAINT;
        };
    return colour.isEmpty() ? verdict.words() : colour + verdict.words() + PLAIN;
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
