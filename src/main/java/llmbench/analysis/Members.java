// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON map by their types. Each method throws {@link IllegalArgumentException}
 * with the place, what was expected and what was found.
 *
 * @param place where the map stands, for messages
 */
record Members(String place, Map<String, Object> values) {

  Members map(String key) {
    Map<String, Object> map = new LinkedHashMap<>();
    Map<?, ?> found = of(key, Map.class, "a map");
    found.forEach((name, value) -> map.put(String.valueOf(name), value));
    return new Members(place + "." + key, map);
  }

  String text(String key) {
    return of(key, String.class, "a text");
  }

  @Nullable String textOrNull(String key) {
    return values.get(key) == null ? null : text(key);
  }

  boolean flag(String key) {
    return of(key, Boolean.class, "true or false");
  }

  int integer(String key) {
    return of(key, Integer.class, "a whole number");
  }

  @Nullable Integer integerOrNull(String key) {
    return values.get(key) == null ? null : (Integer) integer(key);
  }

  @Nullable Double numberOrNull(String key) {
    return values.get(key) == null ? null : of(key, Number.class, "a number").doubleValue();
  }

  long number(String key) {
    return of(key, Number.class, "a whole number").longValue();
  }

  Instant instant(String key) {
    try {
      return Instant.parse(text(key));
    } catch (DateTimeException e) {
      throw unexpected(key, "a time such as 2026-01-31T12:00:00Z", e);
    }
  }

  List<String> list(String key) {
    List<String> texts = new ArrayList<>();
    List<?> found = of(key, List.class, "a list");
    found.forEach(value -> texts.add(String.valueOf(value)));
    return texts;
  }

  /** All members as texts. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    values.keySet().forEach(key -> texts.put(key, text(key)));
    return texts;
  }

  private <T> T of(String key, Class<T> type, String expected) {
    Object value = values.get(key);
    if (!type.isInstance(value)) {
      throw unexpected(key, expected, null);
    }
    return type.cast(value);
  }

  IllegalArgumentException unexpected(String key, String expected, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        place + "." + key + ": expected " + expected + ", found " + values.get(key), cause);
  }
}
