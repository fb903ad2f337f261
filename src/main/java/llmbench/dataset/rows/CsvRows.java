// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.rows;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import llmbench.dataset.DatasetException;
import llmbench.dataset.JsonPlace;

/**
 * CSV with a header. Cells are texts; what pandas' {@code read_csv} takes for a missing value is
 * null, as it is for the {@code datasets} library.
 */
final class CsvRows implements RowReader {
  /** {@code pandas._libs.parsers.STR_NA_VALUES}. */
  private static final Set<String> MISSING =
      Set.of(
          "",
          "#N/A",
          "#N/A N/A",
          "#NA",
          "-1.#IND",
          "-1.#QNAN",
          "-NaN",
          "-nan",
          "1.#IND",
          "1.#QNAN",
          "<NA>",
          "N/A",
          "NA",
          "NULL",
          "NaN",
          "None",
          "n/a",
          "nan",
          "null");

  private static final CsvMapper CSV =
      CsvMapper.builder(
              CsvFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength((int) RowBudget.LONGEST_ROW)
                          .build())
                  .build())
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build();

  private final String name;
  private final RowBudget budget;
  private final MappingIterator<String[]> lines;
  private final String[] header;

  CsvRows(String name, InputStream in, char separator) throws IOException {
    this.name = name;
    this.budget = new RowBudget(in);
    InputStreamReader text =
        new InputStreamReader(
            budget,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    this.lines =
        CSV.readerFor(String[].class)
            .with(CsvSchema.emptySchema().withColumnSeparator(separator))
            .readValues(text);
    this.header = lines.hasNextValue() ? lines.nextValue() : new String[0];
    if (header.length > 0 && header[0].startsWith("\uFEFF")) {
      header[0] = header[0].substring(1);
    }
  }

  @Override
  public Optional<JsonPlace> next() throws IOException {
    budget.renew();
    if (!lines.hasNextValue()) {
      return Optional.empty();
    }
    String[] cells = lines.nextValue();
    int line = lines.getParser().currentTokenLocation().getLineNr();
    String place = name + ":" + line;
    if (cells.length > header.length) {
      throw new DatasetException(
          place + ": expected " + header.length + " columns, found " + cells.length);
    }
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < header.length; i++) {
      if (i >= cells.length || MISSING.contains(cells[i])) {
        row.putNull(header[i]);
      } else {
        row.put(header[i], cells[i]);
      }
    }
    return Optional.of(new JsonPlace(place, "", row));
  }

  /** The line that the reader has come to. */
  @Override
  public String place() {
    return name + ":" + lines.getCurrentLocation().getLineNr();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
