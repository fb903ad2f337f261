// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines that {@link RecordEncoder} writes. A key that is missing has its default where it
 * has one; a key that is not known is passed over, as a later minor addition may have brought it.
 *
 * <p>Its methods throw {@link IllegalArgumentException} with what is wrong in a line; the reader
 * adds where.
 */
final class RecordDecoder {
  /** The first key of a line that is a {@link RecordMark}; its value is the mark's name. */
  static final String MARK = "mark";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private RecordDecoder() {}

  static RecordHeader header(byte[] line, int length) {
    HeaderFields fields = new HeaderFields();
    parse(line, length, fields);
    return fields.toHeader();
  }

  /**
   * A line after the header: a record or a mark, one of which is null. A request that was sent
   * beside the load is a record, though its line begins as a mark's.
   */
  record Line(@Nullable RequestRecord record, @Nullable RecordMark mark) {}

  static Line line(byte[] line, int length) {
    RecordFields record = new RecordFields();
    MarkFields mark = new MarkFields();
    parse(
        line,
        length,
        (key, json) -> {
          if (!mark.begins(key)) {
            record.accept(key, json);
          } else if (!mark.named(key, json, record)) {
            mark.accept(key, json);
          }
        });
    RecordMark found = mark.toMark();
    return found == null ? new Line(record.toRecord(), null) : new Line(null, found);
  }

  /** The values of a mark's line. */
  private static final class MarkFields implements Fields {
    private final Map<String, Object> values = new LinkedHashMap<>();
    private @Nullable String name;
    private boolean isRecord;

    /** Whether the line is a mark, as its first key tells. */
    boolean begins(String key) {
      isRecord |= name == null && !key.equals(MARK);
      return !isRecord;
    }

    /** Takes the mark's name; if it is a phase's, the rest of the line is a record. */
    boolean named(String key, JsonParser json, RecordFields record) throws IOException {
      if (name != null) {
        return false;
      }
      String found = readString(key, json);
      Phase phase = Phase.beside(found);
      if (phase == null) {
        name = found;
      } else {
        isRecord = true;
        record.phase(phase);
      }
      return true;
    }

    @Override
    public void accept(String key, JsonParser json) throws IOException {
      JsonValues.readInto(values, key, json);
    }

    @Nullable RecordMark toMark() {
      return name == null ? null : new RecordMark(name, values);
    }
  }

  /** What the values of one object are put into. */
  interface Fields {
    /** Takes the value that the parser stands at, or skips it. */
    void accept(String key, JsonParser json) throws IOException;
  }

  private static void parse(byte[] line, int length, Fields fields) {
    try (JsonParser json = JSON.createParser(line, 0, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("no JSON object");
      }
      for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
        json.nextToken();
        fields.accept(key, json);
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        throw new IllegalArgumentException("more than one JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no valid JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("no valid JSON: " + e.getMessage(), e);
    }
  }

  static long readLong(String key, JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw unexpected(key, "a whole number", json);
    }
    return json.getLongValue();
  }

  static int readInt(String key, JsonParser json) throws IOException {
    long value = readLong(key, json);
    if (value != (int) value) {
      throw unexpected(key, "a number of 32 bits", json);
    }
    return (int) value;
  }

  static double readDouble(String key, JsonParser json) throws IOException {
    if (!json.currentToken().isNumeric()) {
      throw unexpected(key, "a number", json);
    }
    return json.getDoubleValue();
  }

  static boolean readBoolean(String key, JsonParser json) throws IOException {
    if (!json.currentToken().isBoolean()) {
      throw unexpected(key, "true or false", json);
    }
    return json.getBooleanValue();
  }

  static String readString(String key, JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw unexpected(key, "a text", json);
    }
    return json.getText();
  }

  static long[] readLongs(String key, JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw unexpected(key, "a list of whole numbers", json);
    }
    long[] values = new long[128];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = readLong(key, json);
    }
    return Arrays.copyOf(values, count);
  }

  static <E> E readKey(String key, List<E> known, List<String> keys, JsonParser json)
      throws IOException {
    int at = keys.indexOf(readString(key, json));
    if (at < 0) {
      throw unexpected(key, "one of " + String.join(", ", keys), json);
    }
    return known.get(at);
  }

  static IllegalArgumentException missing(Collection<String> keys) {
    return new IllegalArgumentException("missing " + String.join(", ", keys));
  }

  private static IllegalArgumentException unexpected(String key, String expected, JsonParser json)
      throws IOException {
    return new IllegalArgumentException(
        key + ": expected " + expected + ", found " + json.getText());
  }
}
