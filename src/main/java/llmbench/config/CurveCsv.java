// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import llmbench.plan.Curve;
import llmbench.plan.Curve.Piece;
import org.jspecify.annotations.Nullable;

/**
 * A curve as a CSV of points, {@code seconds,value} a line, joined by straight lines; a header,
 * empty lines and lines that begin with # may be there. Seconds begin at 0 and never go back; two
 * points at the same second are a jump.
 *
 * <pre>
 * seconds,value         value
 * 0,5                     50 ┤          ╱╲
 * 21600,5                    │        ╱    ╲
 * 43200,50                 5 ┤──────╱        ╲
 * 86400,5                    ┼──────┬───┬──────┬── h
 *                            0      6  12     24
 * </pre>
 */
final class CurveCsv {
  private static final int MOST_SHOWN = 20;
  private static final String COMMENT = "#";
  private static final String ROW = "seconds,value with numbers ≥ 0";

  private final String name;
  private final Consumer<String> wrong;
  private final List<Piece> pieces = new ArrayList<>();
  private double second = Double.NaN;
  private double value;
  private boolean begun;
  private int mistakes;

  private CurveCsv(String name, Consumer<String> wrong) {
    this.name = name;
    this.wrong = wrong;
  }

  /**
   * Reads a file.
   *
   * @param wrong told each mistake, with file and line
   * @return null once a mistake was told
   */
  static @Nullable Curve read(Path path, Consumer<String> wrong) {
    try {
      return parse(path.toString(), Files.readAllLines(path), wrong);
    } catch (CharacterCodingException e) {
      wrong.accept("expected a CSV in UTF-8, found other bytes in " + path);
    } catch (NoSuchFileException e) {
      wrong.accept("expected a CSV of seconds,value, found no file " + path);
    } catch (IOException e) {
      wrong.accept("expected a CSV of seconds,value, found that " + path + " cannot be read");
    }
    return null;
  }

  /** Reads the lines of a file of that name. */
  static @Nullable Curve parse(String name, List<String> lines, Consumer<String> wrong) {
    CurveCsv csv = new CurveCsv(name, wrong);
    int number = 0;
    for (String line : lines) {
      csv.add(++number, line.startsWith("\uFEFF") ? line.substring(1) : line);
    }
    if (csv.mistakes > MOST_SHOWN) {
      wrong.accept(name + ": " + (csv.mistakes - MOST_SHOWN) + " more lines are wrong");
    }
    if (csv.mistakes > 0) {
      return null;
    }
    if (csv.pieces.isEmpty()) {
      wrong.accept(name + ": expected two points at different seconds, found fewer");
      return null;
    }
    return new Curve(csv.pieces);
  }

  private void add(int number, String line) {
    if (line.isBlank() || line.startsWith(COMMENT)) {
      return;
    }
    List<String> cells = List.of(line.split(",", -1));
    Double at = cells.size() == 2 ? number(cells.get(0)) : null;
    Double to = cells.size() == 2 ? number(cells.get(1)) : null;
    boolean header = !begun && cells.size() == 2 && isWord(cells.get(0)) && isWord(cells.get(1));
    begun = true;
    if (header) {
      return;
    }
    if (at == null || to == null) {
      mistake(number, ROW, Found.quote(line));
    } else if (Double.isNaN(second)) {
      if (at != 0) {
        mistake(number, "0 seconds at the first point", String.valueOf(at));
      }
      second = at;
      value = to;
    } else if (at < second) {
      mistake(number, "seconds ≥ " + second, String.valueOf(at));
    } else {
      if (at > second) {
        pieces.add(new Piece(at - second, value, to));
      }
      second = at;
      value = to;
    }
  }

  /** Whether a cell may be a column's name. */
  private static boolean isWord(String cell) {
    return !cell.isBlank() && Character.isLetter(cell.strip().charAt(0));
  }

  private static @Nullable Double number(String cell) {
    BigDecimal real = Scalars.real(cell.strip());
    double number = real == null ? -1 : real.doubleValue();
    return number >= 0 && Double.isFinite(number) ? Double.valueOf(number) : null;
  }

  private void mistake(int number, String expected, String found) {
    if (mistakes++ < MOST_SHOWN) {
      wrong.accept(name + ":" + number + ": expected " + expected + ", found " + found);
    }
  }
}
