// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JSON as rows of a table: the path of each value in words, and the value. */
final class Flat {
  private Flat() {}

  /** In the order of the JSON; empty for a missing node. */
  static List<Map<String, Object>> rows(JsonNode node) {
    List<Map<String, Object>> rows = new ArrayList<>();
    add(rows, "", node);
    return rows;
  }

  private static void add(List<Map<String, Object>> rows, String path, JsonNode node) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  add(
                      rows,
                      (path.isEmpty() ? "" : path + " · ") + field.getKey().replace('_', ' '),
                      field.getValue()));
    } else if (!node.isMissingNode() && !path.isEmpty() && !(node.isArray() && node.isEmpty())) {
      rows.add(Map.of("key", path, "value", value(node)));
    }
  }

  private static String value(JsonNode node) {
    if (node.isFloatingPointNumber()) {
      return Numbers.shown(node.doubleValue());
    }
    if (node.isIntegralNumber()) {
      return Numbers.shown(node.longValue());
    }
    return node.isTextual() ? node.asText() : node.toString();
  }
}
