// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A workbook that is written row by row, one sheet after the other. Texts are texts, also those
 * that begin like a formula; where there is no number the cell is empty. Rows beyond what a sheet
 * can have go on in a further one, under the same heading.
 */
final class Spreadsheet {
  /** Rows that a sheet of Excel has, the heading among them. */
  static final int MOST_ROWS = Worksheet.MAX_ROWS;

  /** Characters that a cell of Excel has. */
  private static final int MOST_CHARACTERS = 32_767;

  private static final int ROWS_IN_MEMORY = 10_000;

  private final Workbook workbook;
  private final int mostRows;
  private String name = "";
  private int part;
  private int next;
  private List<? extends @Nullable String> heading = List.of();
  private @Nullable Worksheet sheet;

  /**
   * An empty workbook.
   *
   * @param out not closed
   * @param mostRows of a sheet, at least 2
   */
  Spreadsheet(OutputStream out, int mostRows) {
    this.workbook = new Workbook(out, "llmbench", "1.0");
    this.mostRows = mostRows;
  }

  /** Begins a sheet; the one before has ended. */
  void sheet(String named) throws IOException {
    name = named;
    part = 1;
    begin(named);
  }

  private Worksheet begin(String named) throws IOException {
    end();
    Worksheet begun = workbook.newWorksheet(named);
    sheet = begun;
    next = 0;
    return begun;
  }

  private void end() throws IOException {
    if (sheet != null) {
      sheet.finish();
    }
  }

  /** A row of names, in bold; null for an empty cell. */
  void heading(List<? extends @Nullable String> names) throws IOException {
    heading = names;
    write(names);
    Worksheet to = sheet;
    for (int column = 0; to != null && column < names.size(); column++) {
      to.style(next - 1, column).bold().set();
    }
  }

  /** A row of numbers and texts; null, and what is no finite number, for an empty cell. */
  void row(List<? extends @Nullable Object> cells) throws IOException {
    if (next == mostRows) {
      part++;
      begin(name + " " + part);
      heading(heading);
    }
    write(cells);
  }

  /** Rows without a cell. */
  void skip(int rows) {
    next += rows;
  }

  private void write(List<? extends @Nullable Object> cells) throws IOException {
    Worksheet to = sheet == null ? begin(name) : sheet;
    for (int column = 0; column < cells.size(); column++) {
      Object cell = cells.get(column);
      if (cell instanceof Number number) {
        if (Double.isFinite(number.doubleValue())) {
          to.value(next, column, number);
        }
      } else if (cell != null) {
        String text = cell.toString();
        to.value(next, column, text.substring(0, Math.min(text.length(), MOST_CHARACTERS)));
      }
    }
    next++;
    if (next % ROWS_IN_MEMORY == 0) {
      to.flush();
    }
  }

  /** Writes what is left; the workbook is whole then. */
  void finish() throws IOException {
    end();
    workbook.finish();
  }
}
