// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads any JSON value so that Jackson writes it back with the same characters: keys in their
 * order, whole numbers of any size, and a fraction as a {@link Double} unless its text is not the
 * shortest of that double, then as a {@link BigDecimal}.
 */
final class JsonValues {
  private JsonValues() {}

  /** The map at which the parser stands. */
  static Map<String, Object> readMap(String key, JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException(key + ": expected a map, found " + json.getText());
    }
    Map<String, Object> map = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      readInto(map, name, json);
    }
    return Collections.unmodifiableMap(map);
  }

  /** Adds the value at which the parser stands. */
  @SuppressWarnings("NullAway") // JSON's null is a value of the map
  static void readInto(Map<String, Object> map, String key, JsonParser json) throws IOException {
    map.put(key, read(json));
  }

  private static @Nullable Object read(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> readMap("value", json);
      case START_ARRAY -> readList(json);
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> json.getNumberValue();
      case VALUE_NUMBER_FLOAT -> fraction(json.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static List<Object> readList(JsonParser json) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      list.add(read(json));
    }
    @SuppressWarnings({"unchecked", "NullAway"}) // JSON's null is a value of the list
    List<Object> values = (List<Object>) (List<?>) Collections.unmodifiableList(list);
    return values;
  }

  private static Number fraction(String text) {
    double value = Double.parseDouble(text);
    if (NumberOutput.toString(value, true).equals(text)) {
      return value;
    }
    BigDecimal exact = new BigDecimal(text);
    return exact.toString().equals(text) ? (Number) exact : value;
  }
}
