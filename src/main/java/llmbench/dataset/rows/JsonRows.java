// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import llmbench.dataset.DatasetException;
import llmbench.dataset.JsonPlace;

/** JSON: a list of objects, or objects one after another, as on the lines of JSONL. */
final class JsonRows implements RowReader {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int BYTES_LOOKED_AT = 4;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxStringLength((int) RowBudget.LONGEST_ROW)
                      .build())
              .build());

  private final String name;
  private final RowBudget budget;
  private final JsonParser parser;
  private final boolean list;
  private int number = -1;

  JsonRows(String name, InputStream in) throws IOException {
    this.name = name;
    BufferedInputStream bytes = new BufferedInputStream(in, BUFFER_BYTES);
    refuseWideCharacters(bytes);
    this.budget = new RowBudget(bytes);
    this.parser = JSON.createParser(budget);
    this.list = parser.nextToken() == JsonToken.START_ARRAY;
  }

  /** The parser would take UTF-16 and UTF-32 too; the Hub's files are UTF-8. */
  private static void refuseWideCharacters(BufferedInputStream in) throws IOException {
    in.mark(BYTES_LOOKED_AT);
    byte[] first = in.readNBytes(BYTES_LOOKED_AT);
    in.reset();
    for (byte each : first) {
      if (each == 0 || each == (byte) 0xFE || each == (byte) 0xFF) {
        throw new CharacterCodingException();
      }
    }
  }

  @Override
  public Optional<JsonPlace> next() throws IOException {
    if (!advance()) {
      return Optional.empty();
    }
    String place = place();
    return Optional.of(new JsonPlace(place, "", JSON.readTree(parser)));
  }

  @Override
  public long skip(long rows) throws IOException {
    long skipped = 0;
    while (skipped < rows && advance()) {
      parser.skipChildren();
      parser.clearCurrentToken();
      skipped++;
    }
    return skipped;
  }

  /** To the first token of the next row. */
  private boolean advance() throws IOException {
    budget.renew();
    number++;
    JsonToken token = parser.currentToken();
    if (list || token == null) {
      token = parser.nextToken();
    }
    if (token == null || (list && token == JsonToken.END_ARRAY)) {
      return false;
    }
    if (token != JsonToken.START_OBJECT) {
      throw new DatasetException(place() + ": expected an object, found " + found(token));
    }
    return true;
  }

  /** The line, and in a list the item, of which a line may have many. */
  @Override
  public String place() {
    int line = Math.max(1, parser.currentTokenLocation().getLineNr());
    return name + ":" + line + (list ? " [" + number + "]" : "");
  }

  private static String found(JsonToken token) {
    return switch (token) {
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a string";
      case VALUE_NULL -> "null";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      default -> "something else";
    };
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
