// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a BurstGPT CSV that vLLM takes: those of GPT-4 that were answered ({@code
 * BurstGPTDataset.load_data}).
 */
final class BurstGptFile {
  private static final int REQUEST = 2;
  private static final int RESPONSE = 3;
  private static final String MODEL = "Model";
  private static final String RESPONSE_TOKENS = "Response tokens";
  private static final String WANTED = "GPT-4";

  /**
   * A row.
   *
   * @param request its third column, the prompt's tokens
   * @param response its fourth column, the answer's tokens
   */
  record Row(String place, String request, String response) {
    int promptLen() {
      return whole(request, 0, "column 3");
    }

    int outputLen() {
      return whole(response, 1, "column 4");
    }

    private int whole(String text, int least, String column) {
      double value = number(place, column, text);
      if (!(value >= least && value <= Integer.MAX_VALUE)) {
        throw unexpected(place, column, "an integer ≥ " + least, text);
      }
      return (int) value;
    }
  }

  private static final ObjectReader CSV =
      new CsvMapper()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .readerFor(String[].class);

  private BurstGptFile() {}

  /**
   * The rows of a file, at least one.
   *
   * @throws DatasetException if it is no such file, or has no such row
   */
  static List<Row> rows(Path path) {
    DatasetFile file = new DatasetFile(path);
    List<Row> rows = new ArrayList<>();
    try (Reader in = Files.newBufferedReader(path);
        MappingIterator<String[]> lines = CSV.readValues(in)) {
      if (!lines.hasNextValue()) {
        throw file.empty("a CSV file with a header");
      }
      List<String> header = List.of(lines.nextValue());
      int model = column(file, header, MODEL);
      int answer = column(file, header, RESPONSE_TOKENS);
      while (lines.hasNextValue()) {
        String[] cells = lines.nextValue();
        String place = file.row(lines.getParser().currentTokenLocation().getLineNr());
        if (cells.length > header.size()) {
          throw new DatasetException(
              place + ": expected " + header.size() + " columns, found " + cells.length);
        }
        if (cell(cells, model).equals(WANTED)
            && number(place, RESPONSE_TOKENS, cell(cells, answer)) > 0) {
          rows.add(new Row(place, cell(cells, REQUEST), cell(cells, RESPONSE)));
        }
      }
    } catch (CharacterCodingException e) {
      throw new DatasetException(file.row(1) + ": expected UTF-8, found another encoding", e);
    } catch (JsonProcessingException e) {
      throw new DatasetException(
          file.row(e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + ": expected CSV, found "
              + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      throw file.unreadable(e);
    }
    if (rows.isEmpty()) {
      throw file.empty("a row with Model GPT-4 and Response tokens above 0");
    }
    return rows;
  }

  private static int column(DatasetFile file, List<String> header, String name) {
    int at = header.indexOf(name);
    if (at < 0) {
      throw new DatasetException(
          file.row(1) + ": expected a column \"" + name + "\", found " + String.join(", ", header));
    }
    return at;
  }

  private static String cell(String[] cells, int at) {
    return at < cells.length ? cells[at].strip() : "";
  }

  /** A number; NaN for an empty cell, as pandas has it. */
  private static double number(String place, String column, String text) {
    try {
      return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw unexpected(place, column, "a number", text);
    }
  }

  private static DatasetException unexpected(
      String place, String column, String expected, String found) {
    return new DatasetException(
        place
            + " "
            + column
            + ": expected "
            + expected
            + ", found "
            + (found.isEmpty() ? "nothing" : "\"" + found + "\""));
  }
}
