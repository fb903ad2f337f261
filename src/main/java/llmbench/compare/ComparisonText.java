// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.util.ArrayList;
import java.util.List;

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
      line(each.title());
      table(each.changes());
    }
    line("");
    comparison.notes().forEach(this::line);
    return text.toString();
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
            change.shownInterval(),
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
