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
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Traces in CSV with a header. Rows without a prompt or an answer, which are requests that failed,
 * are left out. The file is read as far as rows are asked for.
 */
final class TraceCsv implements TraceFile {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final ObjectReader CSV =
      new CsvMapper()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .readerFor(String[].class);

  private final DatasetFile file;
  private final String time;
  private final String input;
  private final String output;

  private TraceCsv(Path path, String time, String input, String output) {
    this.file = new DatasetFile(path);
    this.time = time;
    this.input = input;
    this.output = output;
  }

  /** Microsoft Azure's LLM inference traces. */
  static TraceCsv azure(Path path) {
    return new TraceCsv(path, "TIMESTAMP", "ContextTokens", "GeneratedTokens");
  }

  /** BurstGPT. */
  static TraceCsv burstGpt(Path path) {
    return new TraceCsv(path, "Timestamp", "Request tokens", "Response tokens");
  }

  @Override
  public List<TraceRow> first(int count) {
    List<TraceRow> rows = new ArrayList<>();
    try (Reader in = Files.newBufferedReader(file.path());
        MappingIterator<String[]> lines = CSV.readValues(in)) {
      if (!lines.hasNextValue()) {
        throw file.empty("a CSV file with a header");
      }
      List<String> header = List.of(lines.nextValue());
      int[] columns = {column(header, time), column(header, input), column(header, output)};
      while (rows.size() < count && lines.hasNextValue()) {
        String[] cells = lines.nextValue();
        String place = file.row(lines.getParser().currentTokenLocation().getLineNr());
        int inputLen = length(place, input, cell(cells, columns[1]));
        int outputLen = length(place, output, cell(cells, columns[2]));
        if (inputLen > 0 && outputLen > 0) {
          double seconds = seconds(place, cell(cells, columns[0]));
          rows.add(new TraceRow(seconds, inputLen, outputLen, List.of()));
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
      throw file.empty("a row with " + input + " and " + output + " above 0");
    }
    return rows;
  }

  private int column(List<String> header, String name) {
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

  private static int length(String place, String column, String text) {
    try {
      double value = Double.parseDouble(text);
      if (value >= 0 && value <= Integer.MAX_VALUE && value == Math.rint(value)) {
        return (int) value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw unexpected(place, column, "an integer ≥ 0", text);
  }

  /** Seconds as a number, or a date and time, without a zone or with one. */
  private double seconds(String place, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return sinceEpoch(place, text);
    }
  }

  private double sinceEpoch(String place, String text) {
    String iso = text.replaceFirst(" ", "T");
    boolean zoned = iso.matches(".*T.*([+-]\\d\\d:?\\d\\d|Z)");
    try {
      Instant instant =
          zoned
              ? OffsetDateTime.parse(iso).toInstant()
              : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
      return instant.getEpochSecond() + instant.getNano() / NANOS_PER_SECOND;
    } catch (DateTimeException e) {
      throw unexpected(
          place, time, "seconds, or a date and time such as 2023-11-16 18:15:46.68", text);
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
