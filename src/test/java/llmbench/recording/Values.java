// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every kind of JSON value, as a reader gives it back. */
final class Values {
  private Values() {}

  @SuppressWarnings("NullAway") // JSON's null is a value of the map
  static Map<String, Object> everyKind() {
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("z", true);
    inner.put("a", false);
    inner.put("none", null);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("zero", 0);
    values.put("int", -5);
    values.put("long", 12_345_678_901L);
    values.put("big", new BigInteger("18446744073709551615"));
    values.put("whole_double", 1.0);
    values.put("double", 0.1);
    values.put("small", 2.0E-3);
    values.put("tiny", 4.9E-324);
    values.put("large", 1.7976931348623157E308);
    values.put("decimal", new BigDecimal("1.10"));
    values.put("text", "\u8fc7\u8f7d \"\ud83d\ude00\"\n\u0001\u2028");
    values.put("empty", "");
    values.put("list", Collections.unmodifiableList(Arrays.asList(1, 2.5, null, List.of("x"))));
    values.put("no_list", List.of());
    values.put("map", Collections.unmodifiableMap(inner));
    values.put("no_map", Map.of());
    return values;
  }
}
